package com.patientory.crypto.internal.detkeygen;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC_DRBG with SHA-256 (SP 800-90A section 10.1.2), without reseeding, as det-keygen spells it out. */
final class HmacDrbg {
    private static final int LENGTH_BYTES = 32;

    private Mac mac;
    private final byte[] v = new byte[LENGTH_BYTES];

    HmacDrbg(byte[] seed, byte[] personalization) {
        mac = keyed(new byte[LENGTH_BYTES]);
        Arrays.fill(v, (byte) 1);
        update((byte) 0, seed, personalization);
        update((byte) 1, seed, personalization);
    }

    /** The next {@code length} bytes, followed by the step between two requests. */
    byte[] next(int lengthBytes) {
        byte[] out = new byte[lengthBytes];
        for (int at = 0; at < lengthBytes; at += LENGTH_BYTES) {
            advance();
            System.arraycopy(v, 0, out, at, Math.min(LENGTH_BYTES, lengthBytes - at));
        }
        update((byte) 0);
        return out;
    }

    private void update(byte separator, byte[]... data) {
        mac.update(v);
        mac.update(separator);
        for (byte[] part : data) {
            mac.update(part);
        }
        mac = keyed(mac.doFinal());
        advance();
    }

    private void advance() {
        System.arraycopy(mac.doFinal(v), 0, v, 0, LENGTH_BYTES);
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            Arrays.fill(key, (byte) 0);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
