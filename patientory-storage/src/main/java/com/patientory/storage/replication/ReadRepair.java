package com.patientory.storage.replication;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.internal.async.Async;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationStrategy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Replaces damaged copies that reads have met, in the background, one at a time: two repairs that read from each
 * other's nodes could otherwise wait for each other.
 */
final class ReadRepair {
    private final Cluster cluster;
    private final ReplicationStrategy strategy;
    private final ReplicationPolicy policy;
    private final ExecutorService executor;
    private final Async async;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(true);

    ReadRepair(Cluster cluster, ReplicationStrategy strategy, ReplicationPolicy policy, NodeId name) {
        this.cluster = cluster;
        this.strategy = strategy;
        this.policy = policy;
        this.executor = Async.daemons("read-repair-" + name, 1);
        this.async = Async.of(name, executor);
    }

    /** Does nothing where the policy allows no copy. */
    synchronized void begin(Cid cid, NodeId damaged) {
        if (!policy.admits(cluster.store(damaged).node())) {
            return;
        }
        last = async.start(cancellation -> {
            List<NodeId> others = cluster.holders(cid).stream()
                    .filter(holder -> !holder.equals(damaged))
                    .toList();
            if (others.isEmpty()) {
                return false;
            }
            BlobContent content = () -> ReplicaChannel.open(cluster, cid, others, node -> {});
            BlobStat blob = new BlobStat(cid, 0, true);
            PutProgress progress = new PutProgress(ProgressListener.NONE);
            new ReplicaWriter(cluster, strategy, blob, cancellation, progress).putOn(List.of(damaged), content);
            return true;
        });
    }

    synchronized CompletableFuture<Void> settled() {
        return last.handle((result, failure) -> null);
    }

    void close() {
        Async.close(executor);
    }
}
