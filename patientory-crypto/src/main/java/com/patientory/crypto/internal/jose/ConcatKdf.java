package com.patientory.crypto.internal.jose;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The Concat KDF of NIST SP 800-56A as RFC 7518 section 4.6.2 uses it: SHA-256, no party information. */
public final class ConcatKdf {
    public static final int KEY_BYTES = 32;

    private ConcatKdf() {}

    /** A key of 256 bits for {@code alg}: one round, because SHA-256 gives as much; the caller erases it. */
    public static byte[] key(byte[] secret, String alg) {
        return digest(secret, otherInfo(alg, new byte[0], new byte[0], KEY_BYTES));
    }

    static byte[] digest(byte[] secret, byte[] otherInfo) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(new byte[] {0, 0, 0, 1});
            digest.update(secret);
            return digest.digest(otherInfo);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** AlgorithmID, PartyUInfo, PartyVInfo with their lengths, and the length of the key in bits. */
    static byte[] otherInfo(String alg, byte[] partyU, byte[] partyV, int keyBytes) {
        byte[] name = alg.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 * Integer.BYTES + name.length + partyU.length + partyV.length)
                .putInt(name.length)
                .put(name)
                .putInt(partyU.length)
                .put(partyU)
                .putInt(partyV.length)
                .put(partyV)
                .putInt(keyBytes * Byte.SIZE)
                .array();
    }
}
