package com.patientory.storage;

/** A node was found in a state in which health records must not be given to it, such as being on a public network. */
public final class NodeRefusedException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient NodeId node;

    /**
     * Reports a node that is not used.
     *
     * @param node the node
     * @param reason why not, and which setting would allow it
     */
    public NodeRefusedException(NodeId node, String reason) {
        super("node " + node + " is refused: " + reason, null);
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
