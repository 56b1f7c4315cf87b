package com.patientory.storage;

import org.jspecify.annotations.Nullable;

/** A node gives no answer: not running, not connected, destroyed, or slower than the time allowed. */
public final class NodeUnreachableException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient NodeId node;

    /**
     * Reports a node without an answer.
     *
     * @param node the node
     * @param reason what was tried
     * @param cause the failure below, or null
     */
    public NodeUnreachableException(NodeId node, String reason, @Nullable Throwable cause) {
        super("node " + node + " is unreachable: " + reason, cause);
        this.node = node;
    }

    /**
     * The node.
     *
     * @return its id
     */
    public NodeId node() {
        return node;
    }
}
