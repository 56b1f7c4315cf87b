package com.patientory.ehr.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A document's bytes: held, or made while they are read, so that a huge one costs no memory. */
public final class SimulatedContent {
    private final byte[] held;
    private final long sizeBytes;
    private final long seed;

    private SimulatedContent(byte[] held, long sizeBytes, long seed) {
        this.held = held;
        this.sizeBytes = sizeBytes;
        this.seed = seed;
    }

    /**
     * Holds a text.
     *
     * @param text the text
     * @return the content
     */
    public static SimulatedContent of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Holds bytes.
     *
     * @param bytes the bytes
     * @return the content
     */
    public static SimulatedContent of(byte[] bytes) {
        return new SimulatedContent(bytes.clone(), bytes.length, 0);
    }

    /**
     * Makes bytes from a seed.
     *
     * @param sizeBytes how many
     * @param seed the seed
     * @return the content
     */
    public static SimulatedContent generated(long sizeBytes, long seed) {
        return new SimulatedContent(new byte[0], sizeBytes, seed);
    }

    /**
     * Tells the size.
     *
     * @return the number of bytes
     */
    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * Opens the bytes.
     *
     * @return a new stream
     */
    public InputStream open() {
        return held.length == sizeBytes ? new ByteArrayInputStream(held) : new Generated();
    }

    /**
     * Computes a hash.
     *
     * @param algorithm such as {@code SHA-256}
     * @return the hash
     */
    public byte[] hash(String algorithm) {
        try (InputStream in = open()) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[64 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return digest.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(algorithm, e);
        }
    }

    /**
     * Computes the SHA-256 in hexadecimal.
     *
     * @return 64 characters
     */
    public String sha256() {
        return HexFormat.of().formatHex(hash("SHA-256"));
    }

    /** A 1 MiB block of pseudo-random bytes, told apart from the next by a counter in its beginning. */
    private final class Generated extends InputStream {
        private final byte[] block = new byte[1 << 20];
        private long position;

        private Generated() {
            new java.util.Random(seed).nextBytes(block);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (position == sizeBytes) {
                return -1;
            }
            int within = (int) (position % block.length);
            if (within == 0) {
                java.nio.ByteBuffer.wrap(block).putLong(0, position ^ seed);
            }
            int count = (int) Math.min(Math.min(length, block.length - within), sizeBytes - position);
            System.arraycopy(block, within, into, offset, count);
            position += count;
            return count;
        }
    }
}
