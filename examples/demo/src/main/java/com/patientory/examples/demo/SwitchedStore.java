package com.patientory.examples.demo;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Capacity;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.PutOptions;
import com.patientory.storage.spi.BlobStore;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A node that can be unplugged: from then on it does not answer, as a machine that burnt down does not. */
final class SwitchedStore implements BlobStore {
    private final BlobStore store;
    private volatile boolean unplugged;

    SwitchedStore(BlobStore store) {
        this.store = store;
    }

    void unplug() {
        unplugged = true;
        store.close();
    }

    private <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> call) {
        return unplugged
                ? CompletableFuture.failedFuture(new NodeUnreachableException(node().id(), "it was destroyed", null))
                : call.get();
    }

    @Override
    public NodeDescription node() {
        return store.node();
    }

    @Override
    public CompletableFuture<Capacity> capacity() {
        return ask(store::capacity);
    }

    @Override
    public CompletableFuture<BlobStat> put(BlobContent content, PutOptions options) {
        return ask(() -> store.put(content, options));
    }

    @Override
    public CompletableFuture<SeekableByteChannel> open(Cid cid) {
        return ask(() -> store.open(cid));
    }

    @Override
    public CompletableFuture<BlobStat> stat(Cid cid) {
        return ask(() -> store.stat(cid));
    }

    @Override
    public CompletableFuture<Void> list(Consumer<? super BlobStat> each) {
        return ask(() -> store.list(each));
    }

    @Override
    public CompletableFuture<Void> pin(Cid cid) {
        return ask(() -> store.pin(cid));
    }

    @Override
    public CompletableFuture<Void> unpin(Cid cid) {
        return ask(() -> store.unpin(cid));
    }

    @Override
    public CompletableFuture<Boolean> delete(Cid cid) {
        return ask(() -> store.delete(cid));
    }

    @Override
    public void close() {
        store.close();
    }
}
