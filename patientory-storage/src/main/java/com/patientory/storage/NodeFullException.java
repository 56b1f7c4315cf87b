package com.patientory.storage;

import org.jspecify.annotations.Nullable;

/** A node has no room for a blob. What it had written of it is gone again. */
public final class NodeFullException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient NodeId node;
    private final transient long writtenBytes;

    /**
     * Reports a full node.
     *
     * @param node the node
     * @param writtenBytes how much of the blob fitted before it was full
     * @param cause the failure below, or null
     */
    public NodeFullException(NodeId node, long writtenBytes, @Nullable Throwable cause) {
        super("node " + node + " is full, after " + writtenBytes + " bytes of the blob", cause);
        this.node = node;
        this.writtenBytes = writtenBytes;
    }

    /**
     * The node.
     *
     * @return its id
     */
    public NodeId node() {
        return node;
    }

    /**
     * How much of the blob fitted.
     *
     * @return bytes written before the node was full
     */
    public long writtenBytes() {
        return writtenBytes;
    }
}
