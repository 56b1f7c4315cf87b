package com.patientory.ehr.spi;

import java.security.MessageDigest;
import java.util.Arrays;

/** A hash that the site declares for a document's content; FHIR R4's {@code Attachment.hash} is SHA-1. */
public final class ContentHash {
    private final String algorithm;
    private final byte[] value;

    private ContentHash(String algorithm, byte[] value) {
        this.algorithm = algorithm;
        this.value = value;
    }

    /**
     * Wraps a hash.
     *
     * @param algorithm a {@link MessageDigest} algorithm
     * @param value the hash, copied
     * @return the hash
     */
    public static ContentHash of(String algorithm, byte[] value) {
        return new ContentHash(algorithm, value.clone());
    }

    /**
     * Wraps FHIR R4's {@code Attachment.hash}.
     *
     * @param value 20 bytes, copied
     * @return the hash
     */
    public static ContentHash sha1(byte[] value) {
        if (value.length != 20) {
            throw new IllegalArgumentException("SHA-1 hash of " + value.length + " bytes, must be 20");
        }
        return of("SHA-1", value);
    }

    /**
     * Names the algorithm.
     *
     * @return a {@link MessageDigest} algorithm
     */
    public String algorithm() {
        return algorithm;
    }

    /**
     * Gives a copy of the hash.
     *
     * @return the bytes
     */
    public byte[] bytes() {
        return value.clone();
    }

    /**
     * Compares with a computed hash.
     *
     * @param computed the bytes computed
     * @return whether they are the same
     */
    public boolean matches(byte[] computed) {
        return MessageDigest.isEqual(value, computed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentHash that && algorithm.equals(that.algorithm) && matches(that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** The hash of a short note can be guessed, so it is not printed. */
    @Override
    public String toString() {
        return "ContentHash[" + algorithm + "]";
    }
}
