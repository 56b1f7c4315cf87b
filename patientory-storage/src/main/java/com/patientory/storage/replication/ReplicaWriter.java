package com.patientory.storage.replication;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.PutOptions;
import com.patientory.storage.StorageException;
import com.patientory.storage.Transfers;
import com.patientory.storage.UnsatisfiablePlacementException;
import com.patientory.storage.WriteQuorumException;
import com.patientory.storage.internal.async.Async;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationStrategy;
import com.patientory.storage.spi.ReplicationStrategy.Node;
import com.patientory.storage.spi.ReplicationStrategy.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Puts one blob on as many nodes as its policy wants, going to other nodes where some fail. */
final class ReplicaWriter {
    private final Cluster cluster;
    private final ReplicationStrategy strategy;
    private final Cid cid;
    private final long sizeBytes;
    private final Async.Cancellation cancellation;
    private final PutProgress progress;
    private final Set<NodeId> stored = new TreeSet<>();
    private final Map<NodeId, StorageException> failures = new HashMap<>();

    ReplicaWriter(
            Cluster cluster,
            ReplicationStrategy strategy,
            BlobStat blob,
            Async.Cancellation cancellation,
            PutProgress progress) {
        this.cluster = cluster;
        this.strategy = strategy;
        this.cid = blob.cid();
        this.sizeBytes = blob.sizeBytes();
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /** Counts copies that are there already and verified. */
    ReplicaWriter with(Set<NodeId> verified) {
        stored.addAll(verified);
        return this;
    }

    /** Writes until the policy is met or no other node is left; the nodes that got a copy. */
    Set<NodeId> write(BlobContent content, ReplicationPolicy policy) throws IOException {
        Set<NodeId> written = new TreeSet<>();
        List<NodeId> targets = targets(policy);
        while (!targets.isEmpty()) {
            written.addAll(putOn(targets, content));
            targets = targets(policy);
        }
        return written;
    }

    /** Once a node has failed, as many copies as can still be made; before that, all or nothing. */
    private List<NodeId> targets(ReplicationPolicy policy) throws IOException {
        List<Node> nodes = usableNodes();
        for (int replicas = policy.replicas(); replicas >= 1; replicas--) {
            try {
                Request request = new Request(cid, sizeBytes, reduced(policy, replicas), stored);
                return strategy.place(request, nodes).targets();
            } catch (UnsatisfiablePlacementException e) {
                if (failures.isEmpty()) {
                    throw e;
                }
            }
        }
        return List.of();
    }

    /** The policy with fewer copies. */
    static ReplicationPolicy reduced(ReplicationPolicy policy, int replicas) {
        return new ReplicationPolicy(
                replicas, policy.residency(), policy.spread(), Math.min(replicas, policy.writeQuorum()));
    }

    private List<Node> usableNodes() throws IOException {
        return cluster.snapshot().stream()
                .map(node ->
                        new Node(node.description(), node.capacity(), usable(node), node.reputation(), node.latency()))
                .toList();
    }

    /** A node that has just shown or taken a copy is there, though it may be too busy to tell its capacity. */
    private boolean usable(Node node) {
        return stored.contains(node.id()) || (node.reachable() && !failures.containsKey(node.id()));
    }

    /** Puts on the given nodes at the same time; those that have got a copy. */
    Set<NodeId> putOn(List<NodeId> targets, BlobContent content) throws IOException {
        Set<NodeId> written = new TreeSet<>();
        progress.begin(targets);
        Map<NodeId, CompletableFuture<BlobStat>> puts = new LinkedHashMap<>();
        for (NodeId target : targets) {
            PutOptions options = PutOptions.defaults().expecting(cid).reportingTo(progress.of(target));
            CompletableFuture<BlobStat> put = cluster.store(target).put(content, options);
            cancellation.passTo(put);
            puts.put(target, put);
        }
        for (Map.Entry<NodeId, CompletableFuture<BlobStat>> put : puts.entrySet()) {
            NodeId target = put.getKey();
            try {
                Transfers.await(put.getValue());
                stored.add(target);
                written.add(target);
            } catch (StorageException e) {
                failures.put(target, e);
                cluster.learn(target, e);
                progress.failed(target);
            } catch (CancellationException e) {
                progress.failed(target);
            }
        }
        cancellation.check();
        return written;
    }

    Set<NodeId> stored() {
        return stored;
    }

    /** How many domains of the policy's kind have a copy that its residency rule lets count. */
    int domains(ReplicationPolicy policy) {
        return (int) stored.stream()
                .map(node -> cluster.store(node).node())
                .filter(policy::admits)
                .map(policy.spread()::of)
                .distinct()
                .count();
    }

    /** Fails unless the copies lie in enough domains. */
    void requireQuorum(ReplicationPolicy policy) throws WriteQuorumException {
        if (domains(policy) < policy.writeQuorum()) {
            throw new WriteQuorumException(cid, policy.writeQuorum(), stored, failures);
        }
    }
}
