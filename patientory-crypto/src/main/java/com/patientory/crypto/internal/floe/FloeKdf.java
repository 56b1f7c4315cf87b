package com.patientory.crypto.internal.floe;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code FLOE_KDF}: the first block of HKDF-Expand with SHA-384 (RFC 5869), enough for each key of FLOE. */
final class FloeKdf {
    private static final String HMAC = "HmacSHA384";
    private static final int BLOCK_BYTES = 48;

    private final byte[] parameters;
    private final byte[] iv;
    private final byte[] aad;

    FloeKdf(byte[] parameters, byte[] iv, byte[] aad) {
        this.parameters = parameters;
        this.iv = iv;
        this.aad = aad;
    }

    byte[] derive(byte[] key, byte[] purpose, int lengthBytes) {
        if (lengthBytes > BLOCK_BYTES) {
            throw new IllegalArgumentException("lengthBytes is " + lengthBytes + ", at most " + BLOCK_BYTES);
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(parameters);
            mac.update(iv);
            mac.update(purpose);
            mac.update(aad);
            byte[] block = mac.doFinal(new byte[] {1});
            byte[] derived = Arrays.copyOf(block, lengthBytes);
            Arrays.fill(block, (byte) 0);
            return derived;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }
}
