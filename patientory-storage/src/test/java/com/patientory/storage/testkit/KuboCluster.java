package com.patientory.storage.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real Kubo nodes in one private network on loopback, each connected to each. Needs no JUnit. */
public final class KuboCluster implements AutoCloseable {
    private final List<KuboNode> nodes;

    private KuboCluster(List<KuboNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Starts nodes and connects them. Blocks for about two seconds for each.
     *
     * @param ipfs the binary, as from {@link KuboInstaller#ipfs()}
     * @param size how many nodes, at least 1
     * @return the running cluster
     * @throws IOException when they do not all come up; none is left running then
     */
    public static KuboCluster start(Path ipfs, int size) throws IOException {
        if (size < 1) {
            throw new IllegalArgumentException("cluster of " + size + " nodes, must be at least 1");
        }
        SwarmKey swarm = SwarmKey.generate();
        List<KuboNode> started = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                KuboNode node = KuboNode.start(ipfs, swarm);
                started.add(node);
                for (KuboNode other : started.subList(0, i)) {
                    node.connect(other);
                }
            }
            return new KuboCluster(started);
        } catch (IOException | RuntimeException e) {
            closeAll(started, e);
            throw e;
        }
    }

    /**
     * The nodes.
     *
     * @return all of them, in the order of their start
     */
    public List<KuboNode> nodes() {
        return nodes;
    }

    /** Ends all nodes and deletes their repositories. */
    @Override
    public void close() throws IOException {
        IOException failure = new IOException("Kubo nodes did not close");
        closeAll(nodes, failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(List<KuboNode> nodes, Exception failure) {
        for (KuboNode node : nodes) {
            try {
                node.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
