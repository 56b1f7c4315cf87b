package com.patientory.storage.replication;

import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.NodeId;
import com.patientory.storage.StorageException;
import com.patientory.storage.internal.async.Async;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads every copy of a blob to its end and sorts the nodes by what they have. */
final class Audit {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Cluster cluster;
    private final Cid cid;
    private final Async.Cancellation cancellation;
    private final Set<NodeId> verified = new TreeSet<>();
    private final Set<NodeId> damaged = new TreeSet<>();
    private final Map<NodeId, StorageException> unreachable = new TreeMap<>();
    private long sizeBytes;

    private Audit(Cluster cluster, Cid cid, Async.Cancellation cancellation) {
        this.cluster = cluster;
        this.cid = cid;
        this.cancellation = cancellation;
    }

    static Audit of(Cluster cluster, Cid cid, Async.Cancellation cancellation) throws IOException {
        Audit audit = new Audit(cluster, cid, cancellation);
        Cluster.Poll<BlobStat> poll = cluster.askAll(store -> store.stat(cid));
        poll.failures().forEach(audit::sort);
        for (NodeId node : poll.answers().keySet()) {
            try {
                audit.sizeBytes = audit.read(node);
                audit.verified.add(node);
            } catch (StorageException e) {
                cluster.learn(node, e);
                audit.sort(node, e);
            }
        }
        return audit;
    }

    private long read(NodeId node) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (SeekableByteChannel channel =
                cluster.await(node, cluster.store(node).open(cid))) {
            while (channel.read(buffer.clear()) >= 0) {
                cancellation.check();
            }
            return channel.size();
        }
    }

    private void sort(NodeId node, StorageException failure) {
        if (failure instanceof BlobTamperedException || failure instanceof MalformedDagException) {
            damaged.add(node);
        } else if (!(failure instanceof BlobNotFoundException)) {
            unreachable.put(node, failure);
        }
    }

    Set<NodeId> verified() {
        return verified;
    }

    Set<NodeId> damaged() {
        return damaged;
    }

    Map<NodeId, StorageException> unreachable() {
        return unreachable;
    }

    /** What the blob is, as a verified copy shows it. */
    BlobStat blob() {
        return new BlobStat(cid, sizeBytes, true);
    }
}
