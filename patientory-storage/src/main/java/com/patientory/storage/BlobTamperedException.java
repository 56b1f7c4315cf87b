package com.patientory.storage;

/** A store returned bytes that are not the block they should be: flipped, cut off, exchanged. None of them is let out. */
public final class BlobTamperedException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Cid block;
    private final transient long offsetBytes;
    private final transient NodeId node;

    /**
     * Reports a block that does not match its name.
     *
     * @param node the node that returned it
     * @param block the block that was asked for
     * @param offsetBytes where the block's content begins in the blob
     */
    public BlobTamperedException(NodeId node, Cid block, long offsetBytes) {
        super("node " + node + " returned other bytes for block " + block + " at offset " + offsetBytes, null);
        this.node = node;
        this.block = block;
        this.offsetBytes = offsetBytes;
    }

    /**
     * The node that returned the bytes.
     *
     * @return its id
     */
    public NodeId node() {
        return node;
    }

    /**
     * The block that was asked for.
     *
     * @return its CID, that of a leaf or of a tree node
     */
    public Cid block() {
        return block;
    }

    /**
     * Where the block's content begins in the blob.
     *
     * @return the offset in bytes
     */
    public long offsetBytes() {
        return offsetBytes;
    }
}
