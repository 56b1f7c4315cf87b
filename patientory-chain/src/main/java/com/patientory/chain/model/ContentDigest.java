package com.patientory.chain.model;

/**
 * The SHA-256 digest inside a CID: the only thing that the chain knows about content.
 *
 * <p>The chain stores the 32 digest bytes and no multiformat prefix; how a digest becomes a CID is the storage layer's
 * rule. This type is opaque here and is not checked against any content.
 */
public final class ContentDigest extends Bytes32 {
    private ContentDigest(byte[] value) {
        super(value);
    }

    /**
     * Wraps a copy of 32 bytes.
     *
     * @param bytes exactly 32 bytes
     * @return the value
     * @throws IllegalArgumentException when the length is not 32
     */
    public static ContentDigest of(byte[] bytes) {
        return new ContentDigest(bytes);
    }

    /**
     * Reads 64 hexadecimal digits, with or without a leading {@code 0x}.
     *
     * @param text the digits
     * @return the value
     * @throws IllegalArgumentException when the text is anything else
     */
    public static ContentDigest parse(String text) {
        return new ContentDigest(decode(text));
    }
}
