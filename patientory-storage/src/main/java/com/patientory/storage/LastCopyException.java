package com.patientory.storage;

/** A copy was to be removed that may be the last good one; it stays. */
public final class LastCopyException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Cid cid;
    private final transient NodeId node;

    /**
     * Reports the refusal.
     *
     * @param cid the blob
     * @param node the node whose copy stays
     */
    public LastCopyException(Cid cid, NodeId node) {
        super("the copy of " + cid + " on node " + node + " may be the last good one", null);
        this.cid = cid;
        this.node = node;
    }

    /**
     * The blob.
     *
     * @return its CID
     */
    public Cid cid() {
        return cid;
    }

    /**
     * The node whose copy stays.
     *
     * @return its id
     */
    public NodeId node() {
        return node;
    }
}
