package com.patientory.storage.kubo;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.PutOptions;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async;
import com.patientory.storage.kubo.internal.KuboClient;
import com.patientory.storage.kubo.internal.KuboClient.Holding;
import com.patientory.storage.kubo.internal.KuboErrors;
import com.patientory.storage.kubo.internal.KuboGate;
import com.patientory.storage.kubo.internal.KuboReader;
import com.patientory.storage.kubo.internal.KuboRpc;
import com.patientory.storage.kubo.internal.KuboWriter;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * A store on one Kubo node. Blobs go in as a CAR whose tree is built here and come out block by block, each checked
 * against its CID; a put reads everything back before it succeeds and replaces what the node had damaged, which Kubo
 * itself never does. What this store keeps is pinned under {@link KuboSettings#pinName()}; other pins on the node are
 * left alone, and what is there only because of them does not count as being here.
 *
 * <p>The node is asked about its network before anything else is sent to it and again after it was unreachable; one on
 * a public network is a {@link com.patientory.storage.NodeRefusedException} in every future, unless it is allowed by
 * name. A node that takes longer than {@link KuboSettings#answerTimeout()} is a
 * {@link com.patientory.storage.NodeUnreachableException}.
 *
 * <p>Deleting removes the pin and the root block; the leaves go when the node collects garbage. An unpinned blob can
 * be opened until then, and is not listed. Durability is the node's: Kubo's default repository does not wait for the
 * disk ({@code Datastore.Spec}, {@code sync}).
 */
public final class KuboBlobStore implements BlobStore {
    private static final int THREADS = 4;
    private static final int ANSWERING_THREADS = 2;

    private final KuboSettings settings;
    private final KuboErrors errors;
    private final KuboClient client;
    private final KuboGate gate;
    private final KuboReader reader;
    private final KuboWriter writer;
    private final ExecutorService executor;
    private final Async async;
    /** For short answers, so that large puts do not make the node look dead. */
    private final ExecutorService answering;

    private final Async answers;

    private KuboBlobStore(KuboSettings settings, DagLayout layout) {
        this.settings = settings;
        this.errors = new KuboErrors(settings.node().id());
        KuboRpc rpc = new KuboRpc(settings.api(), settings.authorization().orElse(null), settings.connectTimeout());
        this.client = new KuboClient(
                rpc,
                settings.pinName(),
                settings.answerTimeout(),
                settings.peersTimeout().orElse(null));
        this.gate = new KuboGate(
                client, settings.node().id(), settings.publicPeerId().orElse(null));
        this.reader = new KuboReader(client, settings.node().id(), errors);
        this.writer = new KuboWriter(client, reader, settings.node().id(), layout);
        this.executor = Async.daemons("kubo-store-" + settings.node().id(), THREADS);
        this.async = new Async(executor, errors::typed);
        this.answering = Async.daemons("kubo-store-answers-" + settings.node().id(), ANSWERING_THREADS);
        this.answers = new Async(answering, errors::typed);
    }

    /**
     * A store on a node; connects when first used.
     *
     * @param settings how to reach the node
     * @return a new store
     */
    public static KuboBlobStore of(KuboSettings settings) {
        return of(settings, DagLayout.UNIXFS_V1_2025);
    }

    /**
     * A store that cuts content in its own way, so that tests can make deep trees of little content.
     *
     * @param settings how to reach the node
     * @param layout how to cut
     * @return a new store
     */
    public static KuboBlobStore of(KuboSettings settings, DagLayout layout) {
        return new KuboBlobStore(settings, layout);
    }

    @Override
    public NodeDescription node() {
        return settings.node();
    }

    @Override
    public CompletableFuture<Capacity> capacity() {
        return answered(c -> client.capacity());
    }

    @Override
    public CompletableFuture<BlobStat> put(BlobContent content, PutOptions options) {
        return guarded(cancellation -> writer.put(content, options, cancellation));
    }

    @Override
    public CompletableFuture<SeekableByteChannel> open(Cid cid) {
        return answered(c -> {
            if (settings.peersTimeout().isEmpty()) {
                requireHere(cid);
            }
            return reader.open(cid);
        });
    }

    @Override
    public CompletableFuture<BlobStat> stat(Cid cid) {
        return answered(c -> stat(cid, requireHere(cid) == Holding.PINNED));
    }

    private BlobStat stat(Cid cid, boolean pinned) throws IOException {
        try (SeekableByteChannel blob = reader.open(cid)) {
            return new BlobStat(cid, blob.size(), pinned);
        }
    }

    @Override
    public CompletableFuture<Void> list(Consumer<? super BlobStat> each) {
        return guarded(cancellation -> {
            for (Cid root : client.pinnedRoots()) {
                cancellation.check();
                try {
                    each.accept(stat(root, true));
                } catch (BlobNotFoundException | BlobTamperedException | MalformedDagException damaged) {
                    // pinned, yet its root is lost: it cannot be opened either, so it is not here
                }
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> pin(Cid cid) {
        return guarded(c -> {
            if (requireHere(cid) != Holding.PINNED) {
                client.addPin(cid);
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> unpin(Cid cid) {
        return guarded(c -> {
            if (requireHere(cid) == Holding.PINNED) {
                client.removePin(cid);
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Boolean> delete(Cid cid) {
        return guarded(c -> {
            Holding holding = client.holding(cid);
            if (holding == Holding.PINNED) {
                client.removePin(cid);
            }
            boolean here = holding == Holding.PINNED || holding == Holding.UNPINNED;
            if (here) {
                client.removeBlock(cid); // stays when it is a leaf of another blob, and then counts as foreign
            }
            return here;
        });
    }

    @Override
    public void close() {
        reader.close();
        Async.close(executor);
        Async.close(answering);
    }

    private <T> CompletableFuture<T> guarded(Async.Task<T> task) {
        return async.start(cancellation -> gate.pass(() -> task.run(cancellation)));
    }

    private <T> CompletableFuture<T> answered(Async.Task<T> task) {
        return answers.start(cancellation -> gate.pass(() -> task.run(cancellation)));
    }

    private Holding requireHere(Cid cid) throws IOException {
        Holding holding = client.holding(cid);
        if (holding == Holding.ABSENT || holding == Holding.FOREIGN) {
            throw new BlobNotFoundException(cid);
        }
        return holding;
    }
}
