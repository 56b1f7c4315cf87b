package com.patientory.storage.memory;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.ContentMismatchException;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.PutOptions;
import com.patientory.storage.dag.Dag;
import com.patientory.storage.dag.DagBuilder;
import com.patientory.storage.dag.DagChannel;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Keeps blobs in memory and loses them with the process; otherwise a store like the others, verified reads included. */
public final class MemoryBlobStore implements BlobStore {
    private static final int THREADS = 4;

    private final NodeDescription node;
    private final DagLayout layout;
    private final long totalBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private final Map<Cid, Blob> blobs = new ConcurrentHashMap<>();
    private final ExecutorService executor;
    private final Async async;

    private record Blob(BlobStat stat, Map<Cid, byte[]> blocks) {}

    private MemoryBlobStore(NodeDescription node, DagLayout layout, long totalBytes) {
        this.node = node;
        this.layout = layout;
        this.totalBytes = totalBytes;
        this.executor = Async.daemons("memory-store-" + node.id(), THREADS);
        this.async = Async.of(node.id(), executor);
    }

    /**
     * An empty store.
     *
     * @param node what it says about itself
     * @param totalBytes how much content it takes before it is full
     * @return a new store
     */
    public static MemoryBlobStore of(NodeDescription node, long totalBytes) {
        return of(node, totalBytes, DagLayout.UNIXFS_V1_2025);
    }

    /**
     * An empty store that cuts content in its own way, so that tests can make deep trees of little content.
     *
     * @param node what it says about itself
     * @param totalBytes how much content it takes before it is full
     * @param layout how to cut
     * @return a new store
     */
    public static MemoryBlobStore of(NodeDescription node, long totalBytes, DagLayout layout) {
        return new MemoryBlobStore(node, layout, totalBytes);
    }

    @Override
    public NodeDescription node() {
        return node;
    }

    @Override
    public CompletableFuture<Capacity> capacity() {
        return async.start(c -> Capacity.of(totalBytes, Math.max(0, totalBytes - usedBytes.get())));
    }

    @Override
    public CompletableFuture<BlobStat> put(BlobContent content, PutOptions options) {
        return async.start(cancellation -> putNow(content, options, cancellation));
    }

    private BlobStat putNow(BlobContent content, PutOptions options, Async.Cancellation cancellation)
            throws IOException {
        Map<Cid, byte[]> blocks = new HashMap<>();
        long[] taken = {0};
        try (ReadableByteChannel in = content.open()) {
            Dag dag = DagBuilder.build(in, layout, (cid, block) -> {
                cancellation.check();
                byte[] bytes = new byte[block.remaining()];
                block.get(bytes);
                blocks.put(cid, bytes);
                if (cid.codec() == Cid.Codec.RAW) {
                    reserve(bytes.length, taken);
                    options.progress().onProgress(taken[0]);
                }
            });
            requireExpected(options, dag.root());
            cancellation.check();
            BlobStat stat = new BlobStat(dag.root(), dag.sizeBytes(), true);
            if (blobs.put(dag.root(), new Blob(stat, blocks)) == null) {
                taken[0] = 0;
            }
            return stat;
        } finally {
            usedBytes.addAndGet(-taken[0]);
        }
    }

    private void reserve(int bytes, long[] taken) throws NodeFullException {
        taken[0] += bytes;
        if (usedBytes.addAndGet(bytes) > totalBytes) {
            throw new NodeFullException(node.id(), taken[0] - bytes, null);
        }
    }

    private static void requireExpected(PutOptions options, Cid actual) throws ContentMismatchException {
        Cid expected = options.expected().orElse(actual);
        if (!expected.equals(actual)) {
            throw new ContentMismatchException(expected, actual);
        }
    }

    @Override
    public CompletableFuture<SeekableByteChannel> open(Cid cid) {
        return async.start(c -> {
            Map<Cid, byte[]> blocks = require(cid).blocks;
            return DagChannel.open(
                    cid, node.id(), (block, offset, size) -> fetch(blocks, block), DagChannel.OnClose.NOTHING);
        });
    }

    private static ByteBuffer fetch(Map<Cid, byte[]> blocks, Cid block) throws BlobNotFoundException {
        byte[] bytes = blocks.get(block);
        if (bytes == null) {
            throw new BlobNotFoundException(block);
        }
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public CompletableFuture<BlobStat> stat(Cid cid) {
        return async.start(c -> require(cid).stat);
    }

    @Override
    public CompletableFuture<Void> list(Consumer<? super BlobStat> each) {
        return async.start(c -> {
            blobs.values().forEach(blob -> each.accept(blob.stat));
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> pin(Cid cid) {
        return setPinned(cid, true);
    }

    @Override
    public CompletableFuture<Void> unpin(Cid cid) {
        return setPinned(cid, false);
    }

    private CompletableFuture<Void> setPinned(Cid cid, boolean pinned) {
        return async.start(c -> {
            require(cid);
            blobs.computeIfPresent(
                    cid, (k, blob) -> new Blob(new BlobStat(cid, blob.stat.sizeBytes(), pinned), blob.blocks));
            return null;
        });
    }

    @Override
    public CompletableFuture<Boolean> delete(Cid cid) {
        return async.start(c -> {
            Blob blob = blobs.remove(cid);
            if (blob != null) {
                usedBytes.addAndGet(-blob.stat.sizeBytes());
            }
            return blob != null;
        });
    }

    @Override
    public void close() {
        Async.close(executor);
    }

    /** The stored bytes of a block, not a copy, so that a test can damage them. */
    byte[] storedBlock(Cid root, Cid block) {
        return Objects.requireNonNull(
                Objects.requireNonNull(blobs.get(root)).blocks.get(block));
    }

    private Blob require(Cid cid) throws BlobNotFoundException {
        Blob blob = blobs.get(cid);
        if (blob == null) {
            throw new BlobNotFoundException(cid);
        }
        return blob;
    }
}
