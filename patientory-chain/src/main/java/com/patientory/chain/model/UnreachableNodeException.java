package com.patientory.chain.model;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** None of the configured nodes answered: connection refused, timed out, or no JSON-RPC came back. */
public final class UnreachableNodeException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    private final transient List<URI> nodes;

    /**
     * Names the nodes that were tried, stripped of credentials, path and query.
     *
     * @param nodes the nodes' addresses
     * @param cause the last failure, if one is known
     */
    public UnreachableNodeException(List<URI> nodes, @Nullable Throwable cause) {
        super(
                "no node answered: "
                        + nodes.stream().map(UnreachableNodeException::bare).toList(),
                cause);
        this.nodes = nodes.stream().map(UnreachableNodeException::bare).toList();
    }

    private static URI bare(URI node) {
        return URI.create(node.getScheme() + "://" + node.getHost() + (node.getPort() < 0 ? "" : ":" + node.getPort()));
    }

    /**
     * Returns the nodes that were tried.
     *
     * @return scheme, host and port of each
     */
    public List<URI> nodes() {
        return nodes;
    }
}
