package com.patientory.storage.kubo.internal;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.dag.DagChannel;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Opens blobs block by block through {@code block/get}; the channel verifies them. */
public final class KuboReader implements AutoCloseable {
    private final KuboClient client;
    private final NodeId node;
    private final KuboErrors errors;
    private volatile boolean closed;

    /**
     * A reader for one node.
     *
     * @param client the node
     * @param node the node's name, for errors
     * @param errors how to report
     */
    public KuboReader(KuboClient client, NodeId node, KuboErrors errors) {
        this.client = client;
        this.node = node;
        this.errors = errors;
    }

    /**
     * Opens a blob; fetches its root.
     *
     * @param root the blob
     * @return a channel over it
     * @throws IOException a {@link com.patientory.storage.StorageException}
     */
    public SeekableByteChannel open(Cid root) throws IOException {
        BlockAhead source = new BlockAhead(client, errors, () -> closed);
        return DagChannel.open(root, node, source, source::close);
    }

    /** Channels that are open read nothing more. */
    @Override
    public void close() {
        closed = true;
    }
}
