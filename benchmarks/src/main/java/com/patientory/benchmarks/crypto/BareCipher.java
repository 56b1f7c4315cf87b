package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The least that a Java program can do with the platform's AES-GCM: a fixed key, counted nonces, no key derivation, no
 * randomness, no temporary file. Not a way to encrypt anything; it shows what nobody can remove.
 */
final class BareCipher {
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final int SEGMENTS = 16;
    private static final int SLICE_BYTES = 256;
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;

    private final SecretKeySpec key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
    private final byte[] plain = new byte[SEGMENT_BYTES];
    private final byte[] sealed = new byte[SEGMENT_BYTES + TAG_BYTES];
    private final ByteBuffer in = ByteBuffer.allocateDirect(SEGMENTS * SEGMENT_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(SEGMENTS * (SEGMENT_BYTES + TAG_BYTES));
    private int nonce;

    void encrypt(Path from, Path to) throws IOException, GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        try (FileChannel source = FileChannel.open(from);
                FileChannel target = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (in.clear(); source.read(in) >= 0; in.clear()) {
                in.flip();
                out.clear();
                while (in.hasRemaining()) {
                    out.put(sealed, 0, seal(cipher, Math.min(SEGMENT_BYTES, in.remaining())));
                }
                out.flip();
                while (out.hasRemaining()) {
                    target.write(out);
                }
            }
        }
    }

    private int seal(Cipher cipher, int length) throws GeneralSecurityException {
        in.get(plain, 0, length);
        byte[] iv = ByteBuffer.allocate(IV_BYTES).putInt(++nonce).array();
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
        int done = 0;
        int written = 0;
        for (; length - done > SLICE_BYTES; done += SLICE_BYTES) {
            written += cipher.update(plain, done, SLICE_BYTES, sealed, written);
        }
        return written + cipher.doFinal(plain, done, length - done, sealed, written);
    }
}
