package com.patientory.storage.local;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.ContentMismatchException;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.PutOptions;
import com.patientory.storage.StorageException;
import com.patientory.storage.dag.Dag;
import com.patientory.storage.dag.DagChannel;
import com.patientory.storage.dag.DagLayout;
import com.patientory.storage.internal.async.Async;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The files of a store, with the lock held: what the store does, without the threads. */
final class BlobDirectory {
    private final StoreLayout places;
    private final NodeId node;
    private final DagLayout layout;
    private final Quota quota;

    private BlobDirectory(StoreLayout places, NodeId node, DagLayout layout, Quota quota) {
        this.places = places;
        this.node = node;
        this.layout = layout;
        this.quota = quota;
    }

    /** Makes what is missing and removes what a crash has left. */
    static BlobDirectory open(StoreLayout places, NodeId node, DagLayout layout, long quotaBytes) throws IOException {
        Durable.createDirectories(places.blobs());
        Durable.createDirectories(places.temporary());
        Durable.createDirectories(places.quarantine());
        Durable.createDirectories(places.unpinned());
        // A process that was killed may have made directories and shards whose entries were never flushed.
        Durable.flush(places.blobs());
        Durable.flush(places.root());
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(places.temporary())) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
        return new BlobDirectory(places, node, layout, Quota.count(places.blobs(), node, quotaBytes));
    }

    static StorageException unusable(NodeId node, IOException e) {
        return e instanceof StorageException known
                ? known
                : new NodeUnreachableException(node, "its directory cannot be used", e);
    }

    StoreLayout places() {
        return places;
    }

    NodeId node() {
        return node;
    }

    Capacity capacity() throws IOException {
        requireThere();
        FileStore disk = Files.getFileStore(places.blobs());
        return quota.capacity(disk.getTotalSpace(), disk.getUsableSpace());
    }

    BlobStat put(BlobContent content, PutOptions options, Async.Cancellation cancellation) throws IOException {
        requireThere();
        Path temporary = places.temporary().resolve(UUID.randomUUID().toString());
        Quota.Share share = quota.share();
        try {
            BlobOutput out = BlobOutput.create(node, temporary, share);
            Dag dag = BlobWriter.write(content, layout, out, cancellation, options.progress());
            Cid expected = options.expected().orElse(dag.root());
            if (!dag.root().equals(expected)) {
                throw new ContentMismatchException(expected, dag.root());
            }
            publish(temporary, dag.root());
            return new BlobStat(dag.root(), dag.sizeBytes(), true);
        } finally {
            share.release();
            Files.deleteIfExists(temporary);
        }
    }

    /** One at a time, so that the space in use is counted right when two put the same blob. */
    private synchronized void publish(Path temporary, Cid cid) throws IOException {
        Path file = places.blob(cid);
        long before = Files.exists(file) ? Files.size(file) : 0;
        long after = Files.size(temporary);
        Durable.delete(places.unpinnedMark(cid));
        Durable.publish(temporary, file);
        quota.add(after - before);
    }

    SeekableByteChannel open(Cid cid) throws IOException {
        requireThere();
        BlobFile file = openFile(cid);
        try {
            return DagChannel.open(cid, node, file, file::close);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private BlobFile openFile(Cid cid) throws IOException {
        try {
            return BlobFile.open(node, cid, places.blob(cid));
        } catch (NoSuchFileException e) {
            throw new BlobNotFoundException(cid);
        }
    }

    BlobStat stat(Cid cid) throws IOException {
        requireThere();
        try (FileChannel file = FileChannel.open(places.blob(cid), StandardOpenOption.READ)) {
            long sizeBytes = BlobFile.contentBytes(node, cid, file);
            return new BlobStat(cid, sizeBytes, !Files.exists(places.unpinnedMark(cid)));
        } catch (NoSuchFileException e) {
            throw new BlobNotFoundException(cid);
        }
    }

    /** Reads a blob to its end; false when it is absent or damaged. */
    boolean isWhole(Cid cid, Async.Cancellation cancellation) throws IOException {
        try (SeekableByteChannel channel = open(cid)) {
            ByteBuffer buffer = ByteBuffer.allocate(layout.leafBytes());
            while (channel.read(buffer.clear()) >= 0) {
                cancellation.check();
            }
            return true;
        } catch (BlobNotFoundException | BlobTamperedException | MalformedDagException e) {
            return false;
        }
    }

    /**
     * Makes a blob that can be seen one that stays: another put may have renamed it and not yet flushed. False when it
     * is gone.
     */
    synchronized boolean confirm(Cid cid) throws IOException {
        Path file = places.blob(cid);
        if (!Files.exists(file)) {
            return false;
        }
        Durable.delete(places.unpinnedMark(cid));
        Durable.flushEntry(file);
        return true;
    }

    void list(Consumer<? super BlobStat> each, Consumer<Path> strangers, Async.Cancellation cancellation)
            throws IOException {
        requireThere();
        try (DirectoryStream<Path> shards = Files.newDirectoryStream(places.blobs())) {
            for (Path shard : shards) {
                if (Files.isDirectory(shard)) {
                    listShard(shard, each, strangers, cancellation);
                } else {
                    strangers.accept(shard);
                }
            }
        }
    }

    private void listShard(
            Path shard, Consumer<? super BlobStat> each, Consumer<Path> strangers, Async.Cancellation cancellation)
            throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(shard)) {
            for (Path file : files) {
                cancellation.check();
                Optional<Cid> cid = places.cidOf(file);
                if (cid.isEmpty()) {
                    strangers.accept(file);
                    continue;
                }
                each.accept(statOrEmpty(cid.get()));
            }
        }
    }

    /** A blob that has just gone or is damaged beyond its trailer is listed with no bytes rather than hidden. */
    private BlobStat statOrEmpty(Cid cid) throws IOException {
        try {
            return stat(cid);
        } catch (BlobNotFoundException | BlobTamperedException e) {
            return new BlobStat(cid, 0, true);
        }
    }

    void pin(Cid cid) throws IOException {
        Durable.delete(places.unpinnedMark(cid));
    }

    void unpin(Cid cid) throws IOException {
        Durable.touch(places.unpinnedMark(cid));
    }

    synchronized boolean delete(Cid cid) throws IOException {
        requireThere();
        Path file = places.blob(cid);
        long size = Files.exists(file) ? Files.size(file) : 0;
        boolean existed = Durable.delete(file);
        if (existed) {
            quota.add(-size);
            Durable.delete(places.unpinnedMark(cid));
        }
        return existed;
    }

    /** Takes a damaged blob out of sight and keeps its bytes; empty when it is gone or whole by now. */
    synchronized Optional<Path> quarantine(Cid cid, Async.Cancellation cancellation) throws IOException {
        Path file = places.blob(cid);
        if (!Files.exists(file) || isWhole(cid, cancellation)) {
            return Optional.empty();
        }
        Path away = places.quarantine().resolve(cid + "." + UUID.randomUUID());
        long size = Files.size(file);
        Durable.publish(file, away);
        quota.add(-size);
        return Optional.of(away);
    }

    private void requireThere() throws NodeUnreachableException {
        if (!Files.isDirectory(places.blobs()) || !Files.isDirectory(places.temporary())) {
            throw new NodeUnreachableException(node, "its directory is gone", null);
        }
    }
}
