package com.patientory.storage.replication;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.UnsatisfiablePlacementException;
import com.patientory.storage.internal.async.Async;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Brings blobs back to the number of copies that the policy asks for. Only ever adds copies. */
final class Repairer {
    private final Cluster cluster;
    private final ReplicationStrategy strategy;
    private final ReplicationPolicy policy;
    private final Async.Cancellation cancellation;
    private final List<RepairReport.Action> actions = new ArrayList<>();
    private final Set<NodeId> unreachable = new TreeSet<>();
    private long blobs;

    Repairer(Cluster cluster, ReplicationStrategy strategy, ReplicationPolicy policy, Async.Cancellation cancellation) {
        this.cluster = cluster;
        this.strategy = strategy;
        this.policy = policy;
        this.cancellation = cancellation;
    }

    /** Repairs every blob that some reachable node lists, those with the fewest copies first. */
    RepairReport all(ProgressListener progress) throws IOException {
        Map<Cid, Integer> copies = new ConcurrentHashMap<>();
        cluster.askAll(store -> store.list(blob -> copies.merge(blob.cid(), 1, Integer::sum)));
        List<Cid> weakestFirst = copies.keySet().stream()
                .sorted(Comparator.<Cid>comparingInt(cid -> copies.getOrDefault(cid, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (Cid cid : weakestFirst) {
            one(cid);
            progress.onProgress(blobs);
        }
        return report();
    }

    RepairReport report() {
        return new RepairReport(blobs, unreachable, actions);
    }

    void one(Cid cid) throws IOException {
        cancellation.check();
        blobs++;
        Audit audit = Audit.of(cluster, cid, cancellation);
        unreachable.addAll(audit.unreachable().keySet());
        if (audit.verified().isEmpty()) {
            actions.add(new RepairReport.Degraded(cid, 0, List.of("a node with a whole copy of the blob")));
            return;
        }
        List<NodeId> sources = cluster.ranked(audit.verified());
        BlobContent content = () -> ReplicaChannel.open(cluster, cid, sources, damaged -> {});
        ReplicaWriter writer = writer(audit.blob()).with(audit.verified());
        List<NodeId> healable = audit.damaged().stream()
                .filter(node -> policy.admits(cluster.store(node).node()))
                .toList();
        writer.putOn(healable, content).forEach(node -> actions.add(new RepairReport.Healed(cid, node)));
        copy(cid, writer, content);
    }

    private ReplicaWriter writer(BlobStat blob) {
        return new ReplicaWriter(cluster, strategy, blob, cancellation, new PutProgress(ProgressListener.NONE));
    }

    /** Where the policy cannot be met, makes as many copies as can be, and says what is missing. */
    private void copy(Cid cid, ReplicaWriter writer, BlobContent content) throws IOException {
        List<String> missing = new ArrayList<>();
        for (int replicas = policy.replicas(); replicas >= 1; replicas--) {
            ReplicationPolicy reduced = ReplicaWriter.reduced(policy, replicas);
            try {
                writer.write(content, reduced).forEach(node -> actions.add(new RepairReport.Copied(cid, node)));
                break;
            } catch (UnsatisfiablePlacementException e) {
                if (missing.isEmpty()) {
                    missing.addAll(e.missing());
                }
            }
        }
        if (writer.domains(policy) >= policy.replicas()) {
            missing.clear(); // There are enough after all: a node was busy when it was asked.
        } else if (missing.isEmpty()) {
            missing.add("nodes that take a copy: those chosen have failed");
        }
        if (!missing.isEmpty()) {
            actions.add(new RepairReport.Degraded(cid, writer.stored().size(), missing));
        }
    }
}
