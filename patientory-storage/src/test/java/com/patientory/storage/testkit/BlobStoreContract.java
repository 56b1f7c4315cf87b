package com.patientory.storage.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.Cid;
import com.patientory.storage.StorageException;
import com.patientory.storage.dag.Cids;
import com.patientory.storage.spi.BlobStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BlobStore} must do. Extend it, implement the two hooks, and run it as a JUnit 5 test. Each test
 * gets a new, empty store that builds trees by profile {@code unixfs-v1-2025} and holds at least 64 MiB.
 */
public abstract class BlobStoreContract extends BlobReadContract {
    @Test
    void absentBlob_isNotFoundEverywhere() throws Exception {
        Cid absent = Cids.of(SampleContent.of(13, 10));
        assertEquals(
                absent,
                assertThrows(BlobNotFoundException.class, () -> await(store.open(absent)))
                        .cid());
        assertThrows(BlobNotFoundException.class, () -> await(store.stat(absent)));
        assertThrows(BlobNotFoundException.class, () -> await(store.pin(absent)));
        assertThrows(BlobNotFoundException.class, () -> await(store.unpin(absent)));
        assertFalse(await(store.delete(absent)));
    }

    @Test
    void delete_removesOneBlobOnly() throws Exception {
        SampleContent kept = SampleContent.of(14, LEAF + 1);
        Cid keptCid = await(store.put(kept)).cid();
        Cid gone = await(store.put(SampleContent.of(15, LEAF + 1))).cid();
        assertTrue(await(store.delete(gone)));
        assertThrows(BlobNotFoundException.class, () -> await(store.open(gone)));
        assertEquals(List.of(keptCid), List.copyOf(listed().keySet()));
        assertArrayEquals(kept.bytes(), readAll(keptCid));
    }

    @Test
    void pinAndUnpin_showInTheFacts() throws Exception {
        SampleContent content = SampleContent.of(16, 100);
        Cid cid = await(store.put(content)).cid();
        await(store.pin(cid));
        assertTrue(await(store.stat(cid)).pinned());
        await(store.unpin(cid));
        assertFalse(await(store.stat(cid)).pinned());
        await(store.pin(cid));
        assertTrue(await(store.stat(cid)).pinned());
        assertArrayEquals(content.bytes(), readAll(cid));
    }

    @Test
    void capacity_isWithinBounds() throws Exception {
        assertTrue(await(store.capacity()).freeBytes() > 0);
    }

    @Test
    void close_thenUse_failsAndDoesNotHang() throws Exception {
        store.close();
        CompletableFuture<BlobStat> stat = store.stat(Cids.of(SampleContent.of(20, 1)));
        Exception e = assertThrows(Exception.class, () -> stat.get(30, TimeUnit.SECONDS));
        assertInstanceOf(StorageException.class, e.getCause());
        store.close();
    }
}
