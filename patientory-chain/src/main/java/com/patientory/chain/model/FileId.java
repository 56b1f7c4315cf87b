package com.patientory.chain.model;

import java.security.SecureRandom;

/**
 * The 32 random bytes that name one file in one vault.
 *
 * <p>An id is drawn at random and says nothing about the file: not its name, kind, size or the hospital's record
 * number. Two ids from {@link #random} collide with negligible probability.
 */
public final class FileId extends Bytes32 {
    private FileId(byte[] value) {
        super(value);
    }

    /**
     * Wraps a copy of 32 bytes.
     *
     * @param bytes exactly 32 bytes
     * @return the value
     * @throws IllegalArgumentException when the length is not 32
     */
    public static FileId of(byte[] bytes) {
        return new FileId(bytes);
    }

    /**
     * Reads 64 hexadecimal digits, with or without a leading {@code 0x}.
     *
     * @param text the digits
     * @return the value
     * @throws IllegalArgumentException when the text is anything else
     */
    public static FileId parse(String text) {
        return new FileId(decode(text));
    }

    /**
     * Draws a fresh id.
     *
     * @param random the source of randomness
     * @return 32 random bytes as an id
     */
    public static FileId random(SecureRandom random) {
        byte[] bytes = new byte[SIZE_BYTES];
        random.nextBytes(bytes);
        return new FileId(bytes);
    }
}
