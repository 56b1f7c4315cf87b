package com.patientory.storage;

/**
 * A block is what its CID says, yet it is not a node of a UnixFS file with raw leaves: a directory, a leaf with inline
 * data, or broken protobuf.
 */
public final class MalformedDagException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Cid block;
    private final transient int offset;

    /**
     * Reports a node that cannot be read.
     *
     * @param block the node
     * @param offset where reading it stopped, in bytes of the node
     * @param reason what is wrong there
     */
    public MalformedDagException(Cid block, int offset, String reason) {
        super("block " + block + " is no file node, at offset " + offset + ": " + reason, null);
        this.block = block;
        this.offset = offset;
    }

    /**
     * The node.
     *
     * @return its CID
     */
    public Cid block() {
        return block;
    }

    /**
     * Where reading stopped.
     *
     * @return the offset in bytes of the node
     */
    public int offset() {
        return offset;
    }
}
