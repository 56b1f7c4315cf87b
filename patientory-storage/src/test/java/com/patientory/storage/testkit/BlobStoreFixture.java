package com.patientory.storage.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobStat;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.Transfers;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One store for each test, and how to look into it. */
abstract class BlobStoreFixture {
    static final int LEAF = 1 << 20;

    BlobStore store;

    /** Opens a new, empty store. */
    protected abstract BlobStore openStore() throws Exception;

    /**
     * Damages a stored copy behind the store's back: changes the content byte at an offset, on its disk or in its
     * memory.
     */
    protected abstract void flipContentByte(BlobStore store, Cid cid, long offsetBytes) throws Exception;

    /** The nodes that an error may name: the store's own, unless it is made of several. */
    protected Set<NodeId> nodesToBlame(BlobStore store) {
        return Set.of(store.node().id());
    }

    /** Opens the store for one test. */
    @BeforeEach
    protected void openForTest() throws Exception {
        store = openStore();
    }

    /** Closes the store after one test. */
    @AfterEach
    protected void closeAfterTest() {
        if (store != null) {
            store.close();
        }
    }

    Map<Cid, BlobStat> listed() throws Exception {
        Map<Cid, BlobStat> blobs = new HashMap<>();
        await(store.list(blob -> blobs.put(blob.cid(), blob)));
        return blobs;
    }

    byte[] readAll(Cid cid) throws Exception {
        try (SeekableByteChannel channel = await(store.open(cid))) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    static <T> T await(CompletableFuture<T> future) throws IOException {
        return Transfers.await(future);
    }

    static void awaitLatch(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS), "waited 30 s");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
