package com.patientory.storage.replication;

import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.NodeId;
import com.patientory.storage.internal.channel.ReadOnlyChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A blob read from whichever node has the next leaf: when a node fails or its leaf is not the right one, the next node
 * goes on at the same position. A node that failed at one leaf is asked again for later ones. Not thread-safe.
 */
final class ReplicaChannel extends ReadOnlyChannel {
    private final Cluster cluster;
    private final Cid cid;
    private final List<NodeId> holders;
    private final Consumer<NodeId> onDamage;
    private final Map<NodeId, SeekableByteChannel> channels = new HashMap<>();
    private final Set<NodeId> damaged = new HashSet<>();
    private int current;
    private long size;

    private ReplicaChannel(Cluster cluster, Cid cid, List<NodeId> holders, Consumer<NodeId> onDamage) {
        this.cluster = cluster;
        this.cid = cid;
        this.holders = holders;
        this.onDamage = onDamage;
    }

    /**
     * Opens the blob on the first holder that gives a right root.
     *
     * @param holders the nodes to read from, best first, at least one
     * @param onDamage told once of each node whose copy is damaged
     */
    static ReplicaChannel open(Cluster cluster, Cid cid, List<NodeId> holders, Consumer<NodeId> onDamage)
            throws IOException {
        ReplicaChannel channel = new ReplicaChannel(cluster, cid, holders, onDamage);
        try {
            channel.size = channel.onAnyHolder(0, SeekableByteChannel::size);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private interface Step<T> {
        T on(SeekableByteChannel channel) throws IOException;
    }

    private <T> T onAnyHolder(long from, Step<T> step) throws IOException {
        IOException first = null;
        for (int tried = 0; tried < holders.size(); tried++) {
            NodeId node = holders.get((current + tried) % holders.size());
            try {
                long start = System.nanoTime();
                T result = step.on(channel(node).position(from));
                cluster.record(node).answeredRightly(Duration.ofNanos(System.nanoTime() - start));
                current = holders.indexOf(node);
                return result;
            } catch (IOException e) {
                first = first == null ? e : suppress(first, e);
                failed(node, e);
            }
        }
        if (first == null) {
            throw new IllegalStateException("opened without a holder");
        }
        throw first;
    }

    private static IOException suppress(IOException first, IOException next) {
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    private SeekableByteChannel channel(NodeId node) throws IOException {
        SeekableByteChannel channel = channels.get(node);
        if (channel == null) {
            channel = cluster.await(node, cluster.store(node).open(cid));
            channels.put(node, channel);
        }
        return channel;
    }

    private void failed(NodeId node, IOException e) {
        boolean opened = channels.containsKey(node);
        if (opened) {
            cluster.learn(node, e);
        }
        if (e instanceof BlobTamperedException || e instanceof MalformedDagException) {
            if (damaged.add(node)) {
                onDamage.accept(node);
            }
        } else if (opened) {
            closeQuietly(channels.remove(node));
        }
    }

    @Override
    protected int readAt(long from, ByteBuffer dst) throws IOException {
        return onAnyHolder(from, channel -> channel.read(dst));
    }

    @Override
    protected long sizeBytes() {
        return size;
    }

    @Override
    protected void release() {
        channels.values().forEach(ReplicaChannel::closeQuietly);
        channels.clear();
    }

    /** Closing a channel that was only read from cannot lose anything. */
    private static void closeQuietly(@Nullable SeekableByteChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The bytes were verified before they were used; nothing depends on the close.
        }
    }
}
