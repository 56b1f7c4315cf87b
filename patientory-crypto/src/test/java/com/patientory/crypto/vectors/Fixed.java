package com.patientory.crypto.vectors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** What stands for randomness in the vectors: SHA-256 of a label and a counter, the same in every run. */
public final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK_BYTES = 32;

    private final String label;
    private int used;

    Fixed(String label) {
        this.label = label;
    }

    public static byte[] bytes(String label, int length) {
        ByteBuffer out = ByteBuffer.allocate(length + BLOCK_BYTES);
        for (int block = 0; out.position() < length; block++) {
            out.put(sha256((label + " " + block).getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] bytes = new byte[length];
        out.flip().get(bytes);
        return bytes;
    }

    static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void nextBytes(byte[] bytes) {
        byte[] next = bytes(label + " call " + used++, bytes.length);
        System.arraycopy(next, 0, bytes, 0, bytes.length);
    }
}
