package com.patientory.storage.replication;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.PutOptions;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A store that says it has room and refuses everything above a size. */
record ForgetfulStore(BlobStore store, long largestBytes) implements BlobStore {
    @Override
    public NodeDescription node() {
        return store.node();
    }

    @Override
    public CompletableFuture<Capacity> capacity() {
        return store.capacity();
    }

    @Override
    public CompletableFuture<BlobStat> put(BlobContent content, PutOptions options) {
        try (var in = content.open()) {
            int size = Channels.newInputStream(in).readAllBytes().length;
            return size <= largestBytes
                    ? store.put(content, options)
                    : CompletableFuture.failedFuture(new NodeFullException(node().id(), largestBytes, null));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<SeekableByteChannel> open(Cid cid) {
        return store.open(cid);
    }

    @Override
    public CompletableFuture<BlobStat> stat(Cid cid) {
        return store.stat(cid);
    }

    @Override
    public CompletableFuture<Void> list(Consumer<? super BlobStat> each) {
        return store.list(each);
    }

    @Override
    public CompletableFuture<Void> pin(Cid cid) {
        return store.pin(cid);
    }

    @Override
    public CompletableFuture<Void> unpin(Cid cid) {
        return store.unpin(cid);
    }

    @Override
    public CompletableFuture<Boolean> delete(Cid cid) {
        return store.delete(cid);
    }

    @Override
    public void close() {
        store.close();
    }
}
