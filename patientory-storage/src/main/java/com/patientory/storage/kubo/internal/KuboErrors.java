package com.patientory.storage.kubo.internal;

import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeFailedException;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

/** From what went wrong on the wire to what a store reports. */
public final class KuboErrors {
    private final NodeId node;

    /**
     * For the errors of one node.
     *
     * @param node the node
     */
    public KuboErrors(NodeId node) {
        this.node = node;
    }

    /**
     * Any failure as one of the known kinds.
     *
     * @param failure what went wrong
     * @return a {@link StorageException}
     */
    public StorageException typed(IOException failure) {
        if (failure instanceof StorageException known) {
            return known;
        }
        if (failure instanceof RpcException rpc) {
            return typed(rpc);
        }
        if (failure.getCause() instanceof RejectedExecutionException) {
            return new NodeUnreachableException(node, "store is closed", null);
        }
        return new NodeFailedException(
                node, "reading content", failure.getClass().getSimpleName(), failure);
    }

    /**
     * A failure to fetch a block.
     *
     * @param block the block
     * @param failure what went wrong
     * @return a {@link BlobNotFoundException} when the node says that it has not got it
     */
    public StorageException fetching(Cid block, RpcException failure) {
        return failure.saysNotFound() ? new BlobNotFoundException(block) : typed(failure);
    }

    private StorageException typed(RpcException failure) {
        String words = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case UNREACHABLE, TIMED_OUT, CANCELLED -> new NodeUnreachableException(node, words, failure);
            case MALFORMED -> new NodeFailedException(node, "answering", words, failure);
            case REFUSED -> {
                if (failure.saysDeadlineExceeded()) {
                    yield new NodeUnreachableException(node, "timed out asking its peers", failure);
                }
                yield failure.saysNoSpace()
                        ? new NodeFullException(node, 0, failure)
                        : new NodeFailedException(node, "a command", words, failure);
            }
        };
    }
}
