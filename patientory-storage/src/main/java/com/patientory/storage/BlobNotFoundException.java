package com.patientory.storage;

/** The store does not hold the blob. */
public final class BlobNotFoundException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Cid cid;

    /**
     * Reports an absent blob.
     *
     * @param cid the blob asked for
     */
    public BlobNotFoundException(Cid cid) {
        super("no blob " + cid, null);
        this.cid = cid;
    }

    /**
     * The blob asked for.
     *
     * @return its CID
     */
    public Cid cid() {
        return cid;
    }
}
