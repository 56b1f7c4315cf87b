package com.patientory.storage.replication;

import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.NodeFailedException;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.StorageException;
import com.patientory.storage.Transfers;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.spi.ReplicationStrategy.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The nodes of a replicated store, what is known of each, and how to ask them without waiting for ever. */
final class Cluster {
    private final Map<NodeId, BlobStore> stores = new TreeMap<>();
    private final Map<NodeId, NodeRecord> records = new TreeMap<>();
    private final Duration patience;

    Cluster(List<BlobStore> stores, Duration patience) {
        for (BlobStore store : stores) {
            NodeId id = store.node().id();
            if (this.stores.put(id, store) != null) {
                throw new IllegalArgumentException("two stores are node " + id);
            }
            records.put(id, new NodeRecord());
        }
        this.patience = patience;
    }

    Collection<BlobStore> stores() {
        return stores.values();
    }

    BlobStore store(NodeId node) {
        return Objects.requireNonNull(stores.get(node), "a node of this cluster");
    }

    NodeRecord record(NodeId node) {
        return Objects.requireNonNull(records.get(node), "a node of this cluster");
    }

    /** All nodes as they are now; asks each for its capacity at the same time. */
    List<Node> snapshot() throws IOException {
        Map<NodeId, Capacity> answers = askAll(BlobStore::capacity).answers();
        List<Node> nodes = new ArrayList<>();
        for (BlobStore store : stores.values()) {
            NodeId id = store.node().id();
            Capacity capacity = answers.getOrDefault(id, Capacity.of(0, 0));
            NodeRecord record = record(id);
            nodes.add(new Node(store.node(), capacity, answers.containsKey(id), record.reputation(), record.latency()));
        }
        return nodes;
    }

    /** The answers of the nodes that have one, and the failures of the others. */
    record Poll<T>(Map<NodeId, T> answers, Map<NodeId, StorageException> failures) {
        /** Whether each node that failed did so because it does not have the blob. */
        boolean onlyAbsent() {
            return failures.values().stream().allMatch(BlobNotFoundException.class::isInstance);
        }
    }

    /** Asks every node at the same time. */
    <T> Poll<T> askAll(Function<BlobStore, CompletableFuture<T>> question) throws IOException {
        Map<NodeId, CompletableFuture<T>> pending = new TreeMap<>();
        long start = System.nanoTime();
        stores.forEach((id, store) -> pending.put(id, question.apply(store)));
        Poll<T> poll = new Poll<>(new TreeMap<>(), new TreeMap<>());
        for (Map.Entry<NodeId, CompletableFuture<T>> asked : pending.entrySet()) {
            long left = patience.toNanos() - (System.nanoTime() - start);
            try {
                poll.answers.put(asked.getKey(), await(asked.getKey(), asked.getValue(), left));
            } catch (StorageException e) {
                poll.failures.put(asked.getKey(), e);
            }
        }
        return poll;
    }

    /** Waits for one node for as long as this cluster is patient. */
    <T> T await(NodeId node, CompletableFuture<T> answer) throws IOException {
        return await(node, answer, patience.toNanos());
    }

    private <T> T await(NodeId node, CompletableFuture<T> answer, long nanos) throws IOException {
        try {
            T result = Transfers.await(answer, Duration.ofNanos(Math.max(1, nanos)));
            record(node).answered();
            return result;
        } catch (TimeoutException e) {
            answer.cancel(true);
            NodeUnreachableException failure = new NodeUnreachableException(node, "no answer within " + patience, null);
            learn(node, failure);
            throw failure;
        } catch (StorageException e) {
            learn(node, e);
            throw e;
        }
    }

    /** Takes a failure into a node's reputation; an absent blob is no fault, nor is what another node did. */
    void learn(NodeId node, IOException failure) {
        if (failure instanceof MalformedDagException) {
            record(node).tampered();
        } else if (failure instanceof BlobTamperedException tampered
                && tampered.node().equals(node)) {
            record(node).tampered();
        } else if (failure instanceof NodeUnreachableException silent
                && silent.node().equals(node)) {
            record(node).gaveNoAnswer();
        } else if (failure instanceof NodeFailedException failed
                && failed.node().equals(node)) {
            record(node).failed();
        }
    }

    /** The nodes that say they hold a blob, most trusted and quickest first. */
    List<NodeId> holders(Cid cid) throws IOException {
        Poll<BlobStat> poll = askAll(store -> store.stat(cid));
        if (poll.answers.isEmpty()) {
            throw noHolder(cid, poll);
        }
        return ranked(poll.answers.keySet());
    }

    static StorageException noHolder(Cid cid, Poll<?> poll) {
        return poll.failures.values().stream()
                .filter(failure -> !(failure instanceof BlobNotFoundException))
                .findFirst()
                .orElseGet(() -> new BlobNotFoundException(cid));
    }

    List<NodeId> ranked(Collection<NodeId> nodes) {
        return nodes.stream()
                .sorted(Comparator.<NodeId>comparingDouble(
                                id -> -Math.rint(record(id).reputation() * 10))
                        .thenComparing(id -> record(id).latency())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
