package com.patientory.storage;

/** The content handed to a store does not have the name that the caller expected, or changed while it was read. */
public final class ContentMismatchException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Cid expected;
    private final transient Cid actual;

    /**
     * Reports content with another name. Nothing of it was kept.
     *
     * @param expected the name that the caller gave
     * @param actual the name that the content has
     */
    public ContentMismatchException(Cid expected, Cid actual) {
        super("content is " + actual + ", expected " + expected, null);
        this.expected = expected;
        this.actual = actual;
    }

    /**
     * The name that the caller gave.
     *
     * @return the CID
     */
    public Cid expected() {
        return expected;
    }

    /**
     * The name that the content has.
     *
     * @return the CID
     */
    public Cid actual() {
        return actual;
    }
}
