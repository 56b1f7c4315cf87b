package com.patientory.ehr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a sink gives back after a stage and gets again for the next: opaque to the engine, kept encrypted in its ledger.
 */
public final class SinkToken {
    /** The largest token. */
    public static final int MAX_BYTES = 4096;

    private final byte[] bytes;

    private SinkToken(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("token of " + bytes.length + " bytes, allowed 1 to " + MAX_BYTES);
        }
        this.bytes = bytes;
    }

    /**
     * Wraps bytes.
     *
     * @param bytes 1 to 4,096 bytes, copied
     * @return the token
     */
    public static SinkToken of(byte[] bytes) {
        return new SinkToken(bytes.clone());
    }

    /**
     * Wraps a text.
     *
     * @param text 1 to 4,096 bytes in UTF-8
     * @return the token
     */
    public static SinkToken of(String text) {
        return new SinkToken(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Gives a copy of the bytes.
     *
     * @return the bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Gives the text that the token was made from.
     *
     * @return the text
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SinkToken that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SinkToken[" + bytes.length + " bytes]";
    }
}
