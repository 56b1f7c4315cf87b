package com.patientory.storage.local;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.PutOptions;
import com.patientory.storage.StorageException;
import com.patientory.storage.StoreLockedException;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Keeps blobs as files of one directory. A blob is written under a temporary name, flushed, renamed, and its directory
 * flushed, before its put completes: after a crash or power failure each acknowledged blob is there whole, and no other
 * is there in part. One process at a time may have the directory open. The file system must rename atomically and
 * honour flushes; a disk that lies about flushing takes that promise away. Killed processes are tested; power failure is
 * covered by the order of flushes and not tested.
 */
public final class LocalBlobStore implements BlobStore {
    private static final int DEFAULT_THREADS = 4;
    private static final int ANSWERING_THREADS = 2;

    private final NodeDescription node;
    private final BlobDirectory directory;
    private final DirectoryLock lock;
    private final ExecutorService executor;
    private final Async async;
    /** For short answers, so that large puts do not make the node look dead. */
    private final ExecutorService answering;

    private final Async answers;

    private LocalBlobStore(NodeDescription node, BlobDirectory directory, DirectoryLock lock, int threads) {
        this.node = node;
        this.directory = directory;
        this.lock = lock;
        this.executor = Async.daemons("local-store-" + node.id(), threads);
        this.async = Async.of(node.id(), executor);
        this.answering = Async.daemons("local-store-answers-" + node.id(), ANSWERING_THREADS);
        this.answers = Async.of(node.id(), answering);
    }

    /**
     * Opens a directory as a store that may fill its file system, with four transfers at a time.
     *
     * @param directory the directory, made if it is not there
     * @param node what the store says about itself
     * @return the open store
     * @throws StoreLockedException when it is open already
     * @throws StorageException when it cannot be used
     */
    public static LocalBlobStore open(Path directory, NodeDescription node) throws StorageException {
        return builder(directory, node).open();
    }

    /**
     * Begins with the settings of {@link #open(Path, NodeDescription)}.
     *
     * @param directory the directory, made if it is not there
     * @param node what the store says about itself
     * @return a builder
     */
    public static Builder builder(Path directory, NodeDescription node) {
        return new Builder(directory, node);
    }

    @Override
    public NodeDescription node() {
        return node;
    }

    @Override
    public CompletableFuture<Capacity> capacity() {
        return answers.start(c -> directory.capacity());
    }

    @Override
    public CompletableFuture<BlobStat> put(BlobContent content, PutOptions options) {
        return async.start(cancellation -> {
            if (options.expected().isPresent()) {
                Cid expected = options.expected().get();
                if (directory.isWhole(expected, cancellation) && directory.confirm(expected)) {
                    BlobStat stat = directory.stat(expected);
                    options.progress().onProgress(stat.sizeBytes());
                    return stat;
                }
            }
            return directory.put(content, options, cancellation);
        });
    }

    @Override
    public CompletableFuture<SeekableByteChannel> open(Cid cid) {
        return answers.start(c -> directory.open(cid));
    }

    @Override
    public CompletableFuture<BlobStat> stat(Cid cid) {
        return answers.start(c -> directory.stat(cid));
    }

    @Override
    public CompletableFuture<Void> list(Consumer<? super BlobStat> each) {
        return async.start(cancellation -> {
            directory.list(each, stranger -> {}, cancellation);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> pin(Cid cid) {
        return async.start(c -> {
            directory.stat(cid);
            directory.pin(cid);
            return null;
        });
    }

    @Override
    public CompletableFuture<Void> unpin(Cid cid) {
        return async.start(c -> {
            directory.stat(cid);
            directory.unpin(cid);
            return null;
        });
    }

    @Override
    public CompletableFuture<Boolean> delete(Cid cid) {
        return async.start(c -> directory.delete(cid));
    }

    /**
     * Reads every blob and moves the damaged ones into quarantine, where they are no longer found: a replicated store
     * then repairs them. Other transfers go on meanwhile.
     *
     * @param progress hears how many bytes have been read
     * @return what was found
     */
    public CompletableFuture<ScrubReport> scrub(ProgressListener progress) {
        return async.start(cancellation -> Scrubber.scrub(directory, progress, cancellation));
    }

    /** Ends the work, which gets five seconds, and lets go of the directory. */
    @Override
    public void close() {
        Async.close(executor);
        Async.close(answering);
        lock.close();
    }

    /** Settings for opening a directory. Not thread-safe. */
    public static final class Builder {
        private final Path directory;
        private final NodeDescription node;
        private DagLayout layout = DagLayout.UNIXFS_V1_2025;
        private long quotaBytes = Long.MAX_VALUE;
        private int threads = DEFAULT_THREADS;

        private Builder(Path directory, NodeDescription node) {
            this.directory = directory;
            this.node = node;
        }

        /**
         * {@link DagLayout#UNIXFS_V1_2025} unless set; another layout gives other CIDs and is for tests.
         *
         * @param how how to cut content
         * @return this builder
         */
        public Builder layout(DagLayout how) {
            layout = how;
            return this;
        }

        /**
         * No limit but the file system unless set.
         *
         * @param bytes how much the files of all blobs may take, at least 0
         * @return this builder
         */
        public Builder quotaBytes(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("quota of " + bytes + " bytes, must not be negative");
            }
            quotaBytes = bytes;
            return this;
        }

        /**
         * 4 unless set. Each transfer needs about three leaves of memory.
         *
         * @param count how many transfers run at a time, at least 1
         * @return this builder
         */
        public Builder transfers(int count) {
            if (count < 1) {
                throw new IllegalArgumentException(count + " transfers at a time, must be at least 1");
            }
            threads = count;
            return this;
        }

        /**
         * Opens the directory: takes its lock and removes what a crash has left. Blocks while it counts the files.
         *
         * @return the open store
         * @throws StoreLockedException when it is open already
         * @throws StorageException when it cannot be used
         */
        public LocalBlobStore open() throws StorageException {
            StoreLayout places = new StoreLayout(directory);
            DirectoryLock lock = DirectoryLock.take(places, node.id());
            try {
                return new LocalBlobStore(
                        node, BlobDirectory.open(places, node.id(), layout, quotaBytes), lock, threads);
            } catch (IOException e) {
                lock.close();
                throw BlobDirectory.unusable(node.id(), e);
            } catch (UncheckedIOException | DirectoryIteratorException e) {
                lock.close();
                throw BlobDirectory.unusable(node.id(), Async.failureIn(e));
            }
        }
    }
}
