package com.patientory.storage.replication;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.ContentMismatchException;
import com.patientory.storage.LastCopyException;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeId;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.PutOptions;
import com.patientory.storage.StorageException;
import com.patientory.storage.Transfers;
import com.patientory.storage.dag.BlockSink;
import com.patientory.storage.dag.Dag;
import com.patientory.storage.dag.DagBuilder;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationStrategy;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One store over several nodes. A put succeeds when the blob is durable in as many failure domains as the policy's
 * quorum asks for, and fails with {@link com.patientory.storage.UnsatisfiablePlacementException} or
 * {@link com.patientory.storage.WriteQuorumException} otherwise. A read goes on with the next node, at the same leaf,
 * when one fails or returns wrong bytes, and a damaged copy that a read meets is replaced in the background. Which
 * node holds what is asked of the nodes each time, so nothing can get out of step; that suits some dozens of nodes.
 *
 * <p>Not promised: a delete that a node slept through is not repeated for it.
 */
public final class ReplicatedBlobStore implements BlobStore {
    private static final int THREADS = 8;
    private static final int ANSWERING_THREADS = 4;

    private final NodeDescription node;
    private final ReplicationPolicy policy;
    private final ReplicationStrategy strategy;
    private final DagLayout layout;
    private final Cluster cluster;
    private final ExecutorService executor;
    private final Async async;
    /** For short answers, so that large puts do not hold them up. */
    private final ExecutorService answering;

    private final Async answers;
    private final ReadRepair readRepair;
    private final Object evicting = new Object();

    private ReplicatedBlobStore(Builder builder) {
        this.node = NodeDescription.of(builder.name);
        this.policy = builder.policy;
        this.strategy = builder.strategy;
        this.layout = builder.layout;
        this.cluster = new Cluster(builder.stores, builder.patience);
        this.executor = Async.daemons("replicated-store-" + node.id(), THREADS);
        this.async = Async.of(node.id(), executor);
        this.answering = Async.daemons("replicated-store-answers-" + node.id(), ANSWERING_THREADS);
        this.answers = Async.of(node.id(), answering);
        this.readRepair = new ReadRepair(cluster, strategy, policy, node.id());
    }

    /**
     * Begins with no nodes, the {@link MultiCriteriaStrategy}, and ten seconds of patience with each node.
     *
     * @param policy how many copies, and where
     * @return a builder
     */
    public static Builder builder(ReplicationPolicy policy) {
        return new Builder(policy);
    }

    /** The cluster as one node, whose region is unknown because it has several. */
    @Override
    public NodeDescription node() {
        return node;
    }

    /**
     * The nodes as they are now, with what this store has learnt of them.
     *
     * @return what a strategy would be given
     */
    public CompletableFuture<List<ReplicationStrategy.Node>> nodes() {
        return answers.start(c -> cluster.snapshot());
    }

    /**
     * The nodes that say they hold a blob, most trusted and quickest first.
     *
     * @param cid the blob
     * @return at least one node; {@link BlobNotFoundException} when no node holds it
     */
    public CompletableFuture<List<NodeId>> holders(Cid cid) {
        return answers.start(c -> cluster.holders(cid));
    }

    /** The sum over the reachable nodes, divided by the number of copies. */
    @Override
    public CompletableFuture<Capacity> capacity() {
        return answers.start(c -> {
            Cluster.Poll<Capacity> poll = cluster.askAll(BlobStore::capacity);
            if (poll.answers().isEmpty()) {
                throw poll.failures().values().iterator().next();
            }
            long total = 0;
            long free = 0;
            for (Capacity capacity : poll.answers().values()) {
                total += capacity.totalBytes() / policy.replicas();
                free += capacity.freeBytes() / policy.replicas();
            }
            return Capacity.of(total, free);
        });
    }

    /**
     * {@inheritDoc} A put that fails or is cancelled may leave whole copies on some nodes: taking them back could take
     * them from another put of the same blob.
     */
    @Override
    public CompletableFuture<BlobStat> put(BlobContent content, PutOptions options) {
        return async.start(cancellation -> {
            BlobStat blob = name(content, options, cancellation);
            PutProgress progress = new PutProgress(options.progress());
            ReplicaWriter writer = new ReplicaWriter(cluster, strategy, blob, cancellation, progress);
            List<NodeId> before = cluster.askAll(store -> store.stat(blob.cid())).answers().keySet().stream()
                    .filter(holder -> policy.admits(cluster.store(holder).node()))
                    .toList();
            writer.putOn(before, content);
            writer.write(content, policy);
            writer.requireQuorum(policy);
            return blob;
        });
    }

    private BlobStat name(BlobContent content, PutOptions options, Async.Cancellation cancellation) throws IOException {
        BlockSink checking = (cid, block) -> cancellation.check();
        try (ReadableByteChannel in = content.open()) {
            Dag dag = DagBuilder.build(in, layout, checking);
            Cid expected = options.expected().orElse(dag.root());
            if (!expected.equals(dag.root())) {
                throw new ContentMismatchException(expected, dag.root());
            }
            return new BlobStat(dag.root(), dag.sizeBytes(), true);
        }
    }

    @Override
    public CompletableFuture<SeekableByteChannel> open(Cid cid) {
        return answers.start(c ->
                ReplicaChannel.open(cluster, cid, cluster.holders(cid), damaged -> readRepair.begin(cid, damaged)));
    }

    /**
     * Waits for the replacements of damaged copies that reads have begun.
     *
     * @return completes when those begun so far have ended, whether they succeeded or not
     */
    public CompletableFuture<Void> readRepairs() {
        return readRepair.settled();
    }

    @Override
    public CompletableFuture<BlobStat> stat(Cid cid) {
        return answers.start(c -> {
            Cluster.Poll<BlobStat> poll = cluster.askAll(store -> store.stat(cid));
            return poll.answers().values().stream().findFirst().orElseThrow(() -> Cluster.noHolder(cid, poll));
        });
    }

    /** Goes through the blobs of all reachable nodes, each blob once; needs memory for all their CIDs. */
    @Override
    public CompletableFuture<Void> list(Consumer<? super BlobStat> each) {
        return async.start(c -> {
            Map<Cid, BlobStat> blobs = new ConcurrentHashMap<>();
            cluster.askAll(store -> store.list(blob -> blobs.putIfAbsent(blob.cid(), blob)));
            blobs.values().forEach(each);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> pin(Cid cid) {
        return onHolders(cid, store -> store.pin(cid));
    }

    @Override
    public CompletableFuture<Void> unpin(Cid cid) {
        return onHolders(cid, store -> store.unpin(cid));
    }

    private CompletableFuture<Void> onHolders(Cid cid, Function<BlobStore, CompletableFuture<Void>> action) {
        return async.start(c -> {
            for (NodeId holder : cluster.holders(cid)) {
                cluster.await(holder, action.apply(cluster.store(holder)));
            }
            return null;
        });
    }

    /** Drops all copies; fails when a node did not answer, for a copy may have stayed there. */
    @Override
    public CompletableFuture<Boolean> delete(Cid cid) {
        return async.start(c -> {
            Cluster.Poll<Boolean> poll = cluster.askAll(store -> store.delete(cid));
            for (StorageException failure : poll.failures().values()) {
                throw failure;
            }
            return poll.answers().containsValue(true);
        });
    }

    /**
     * Drops one copy, after reading another one to its end. The evictions of one store happen one after the other, so
     * that two cannot drop each other's last copy; those of another store over the same nodes, in this process or
     * another, are not known to it.
     *
     * @param cid the blob
     * @param from the node whose copy goes
     * @return completes when it is gone; {@link LastCopyException} when no other node has the blob whole
     */
    public CompletableFuture<Void> evict(Cid cid, NodeId from) {
        return async.start(cancellation -> {
            synchronized (evicting) {
                Audit audit = Audit.of(cluster, cid, cancellation);
                if (audit.verified().stream().allMatch(from::equals)) {
                    throw new LastCopyException(cid, from);
                }
                // Waits for its end however long it takes: one given up on could still happen after the next audit.
                Transfers.await(cluster.store(from).delete(cid));
            }
            return null;
        });
    }

    /**
     * Reads all copies of a blob and restores what is missing or damaged. Never removes a copy.
     *
     * @param cid the blob
     * @return what was found and done
     */
    public CompletableFuture<RepairReport> repair(Cid cid) {
        return async.start(cancellation -> {
            Repairer repairer = new Repairer(cluster, strategy, policy, cancellation);
            repairer.one(cid);
            return repairer.report();
        });
    }

    /**
     * Repairs all blobs that the reachable nodes list, one after the other, those with the fewest copies first.
     *
     * @param progress hears how many blobs are done
     * @return what was found and done
     */
    public CompletableFuture<RepairReport> repairAll(ProgressListener progress) {
        return async.start(cancellation -> new Repairer(cluster, strategy, policy, cancellation).all(progress));
    }

    /** Ends the work and closes all nodes' stores. */
    @Override
    public void close() {
        readRepair.close();
        Async.close(executor);
        Async.close(answering);
        cluster.stores().forEach(BlobStore::close);
    }

    /** Settings of a replicated store. Not thread-safe. */
    public static final class Builder {
        private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

        private final ReplicationPolicy policy;
        private final List<BlobStore> stores = new ArrayList<>();
        private ReplicationStrategy strategy = new MultiCriteriaStrategy();
        private DagLayout layout = DagLayout.UNIXFS_V1_2025;
        private Duration patience = DEFAULT_PATIENCE;
        private String name = "cluster";

        private Builder(ReplicationPolicy policy) {
            this.policy = policy;
        }

        /**
         * Adds a node; the replicated store closes it.
         *
         * @param store the node's store
         * @return this builder
         */
        public Builder node(BlobStore store) {
            stores.add(store);
            return this;
        }

        /**
         * {@link MultiCriteriaStrategy} unless set.
         *
         * @param how how to choose nodes
         * @return this builder
         */
        public Builder strategy(ReplicationStrategy how) {
            strategy = how;
            return this;
        }

        /**
         * {@link DagLayout#UNIXFS_V1_2025} unless set; must be that of all nodes.
         *
         * @param how how the nodes cut content
         * @return this builder
         */
        public Builder layout(DagLayout how) {
            layout = how;
            return this;
        }

        /**
         * Ten seconds unless set: how long to wait for a node's answer, other than the transfer of content.
         *
         * @param duration above zero
         * @return this builder
         */
        public Builder patience(Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException("patience of " + duration + ", must be above zero");
            }
            patience = duration;
            return this;
        }

        /**
         * {@code cluster} unless set.
         *
         * @param id the node id of the cluster as a whole
         * @return this builder
         */
        public Builder name(String id) {
            name = id;
            return this;
        }

        /**
         * The store. Asks no node for anything yet.
         *
         * @return a new replicated store
         * @throws IllegalArgumentException when there is no node, or two have the same id
         */
        public ReplicatedBlobStore build() {
            if (stores.isEmpty()) {
                throw new IllegalArgumentException("0 nodes, must be at least 1");
            }
            return new ReplicatedBlobStore(this);
        }
    }
}
