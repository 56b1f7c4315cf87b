package com.patientory.storage;

import org.jspecify.annotations.Nullable;

/** A node was reached and could not do its work: its disk failed, or it answered against its protocol. */
public final class NodeFailedException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient NodeId node;
    private final transient String operation;

    /**
     * Reports a failure.
     *
     * @param node the node
     * @param operation what it was doing, one word or two
     * @param reason why it failed, without content
     * @param cause the failure below, or null
     */
    public NodeFailedException(NodeId node, String operation, String reason, @Nullable Throwable cause) {
        super("node " + node + " failed at " + operation + ": " + reason, cause);
        this.node = node;
        this.operation = operation;
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
     * What it was doing.
     *
     * @return one word or two
     */
    public String operation() {
        return operation;
    }
}
