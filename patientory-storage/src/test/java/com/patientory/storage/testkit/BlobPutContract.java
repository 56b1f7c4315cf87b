package com.patientory.storage.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.ContentMismatchException;
import com.patientory.storage.PutOptions;
import com.patientory.storage.StorageException;
import com.patientory.storage.dag.Cids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What storing promises. */
abstract class BlobPutContract extends BlobStoreFixture {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1000, LEAF - 1, LEAF, LEAF + 1, 2 * LEAF, 3 * LEAF + 12345})
    void put_anySize_isReadBackUnderTheCidOfItsContent(long sizeBytes) throws Exception {
        SampleContent content = SampleContent.of(1, sizeBytes);
        BlobStat stat = await(store.put(content));
        assertEquals(new BlobStat(Cids.of(content), sizeBytes, true), stat);
        assertEquals(stat, await(store.stat(stat.cid())));
        assertArrayEquals(content.bytes(), readAll(stat.cid()));
    }

    @Test
    void put_contentInShortReads_givesTheSameBlob() throws Exception {
        SampleContent content = SampleContent.of(2, LEAF + 4321);
        assertEquals(
                Cids.of(content), await(store.put(content.inShortReads(1013))).cid());
        assertArrayEquals(content.bytes(), readAll(Cids.of(content)));
    }

    @Test
    void put_again_changesNothing() throws Exception {
        SampleContent content = SampleContent.of(3, LEAF + 1);
        BlobStat first = await(store.put(content));
        assertEquals(first, await(store.put(content, PutOptions.defaults().expecting(first.cid()))));
        assertEquals(first, await(store.put(content)));
        assertEquals(Map.of(first.cid(), first), listed());
    }

    @Test
    void put_sameContentFromManyThreads_endsWithOneBlob() throws Exception {
        SampleContent content = SampleContent.of(4, LEAF + 77);
        List<CompletableFuture<BlobStat>> puts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            puts.add(store.put(content));
        }
        for (CompletableFuture<BlobStat> put : puts) {
            assertEquals(Cids.of(content), await(put).cid());
        }
        assertEquals(1, listed().size());
        assertArrayEquals(content.bytes(), readAll(Cids.of(content)));
    }

    @Test
    void put_otherContentThanExpected_isRefusedAndLeavesNothing() throws Exception {
        Cid expected = Cids.of(SampleContent.of(5, 100));
        SampleContent other = SampleContent.of(6, 100);
        ContentMismatchException e = assertThrows(
                ContentMismatchException.class,
                () -> await(store.put(other, PutOptions.defaults().expecting(expected))));
        assertEquals(expected, e.expected());
        assertEquals(Cids.of(other), e.actual());
        assertEquals(Map.of(), listed());
    }

    @Test
    void put_contentThatFails_failsTypedAndLeavesNothing() throws Exception {
        SampleContent content = SampleContent.of(7, 3 * LEAF);
        BlobContent failing = () -> {
            throw new IOException("planned failure");
        };
        assertThrows(StorageException.class, () -> await(store.put(failing)));
        assertThrows(StorageException.class, () -> await(store.put(FailingContent.after(content, 2 * LEAF + 5))));
        assertEquals(Map.of(), listed());
        assertThrows(BlobNotFoundException.class, () -> await(store.stat(Cids.of(content))));
    }

    @Test
    void put_withListener_hearsTheProgressToTheEnd() throws Exception {
        List<Long> heard = new ArrayList<>();
        await(store.put(SampleContent.of(8, 2 * LEAF + 1), PutOptions.defaults().reportingTo(heard::add)));
        assertEquals(2 * LEAF + 1L, heard.get(heard.size() - 1));
        assertEquals(heard.stream().sorted().toList(), heard);
        assertTrue(heard.size() >= 3, () -> "progress after each leaf, not " + heard);
    }

    @Test
    void put_cancelled_leavesNothingVisible() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        SampleContent content = SampleContent.of(9, 4 * LEAF);
        CompletableFuture<BlobStat> put =
                store.put(content, PutOptions.defaults().reportingTo(done -> {
                    started.countDown();
                    awaitLatch(cancelled);
                }));
        awaitLatch(started);
        put.cancel(true);
        cancelled.countDown();
        assertThrows(CancellationException.class, () -> await(put));
        await(store.put(SampleContent.of(10, 10)));
        assertEquals(1, listed().size());
        assertThrows(BlobNotFoundException.class, () -> await(store.stat(Cids.of(content))));
    }

    @Test
    void put_overADamagedCopy_makesItWhole() throws Exception {
        SampleContent content = SampleContent.of(19, LEAF + 5);
        Cid cid = await(store.put(content)).cid();
        flipContentByte(store, cid, LEAF + 2);
        assertThrows(BlobTamperedException.class, () -> readAll(cid));
        await(store.put(content, PutOptions.defaults().expecting(cid)));
        assertArrayEquals(content.bytes(), readAll(cid));
    }
}
