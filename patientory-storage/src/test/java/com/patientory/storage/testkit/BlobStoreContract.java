package com.patientory.storage.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobContent;
import com.patientory.storage.BlobNotFoundException;
import com.patientory.storage.BlobStat;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.ContentMismatchException;
import com.patientory.storage.NodeId;
import com.patientory.storage.PutOptions;
import com.patientory.storage.StorageException;
import com.patientory.storage.Transfers;
import com.patientory.storage.dag.Cids;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link BlobStore} must do. Extend it, implement the two hooks, and run it as a JUnit 5 test. Each test
 * gets a new, empty store that builds trees by profile {@code unixfs-v1-2025} and holds at least 64 MiB.
 */
public abstract class BlobStoreContract {
    private static final int LEAF = 1 << 20;

    private BlobStore store;

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
    void open_ranges_giveExactlyThoseBytes() throws Exception {
        long seed = System.nanoTime();
        SampleContent content = SampleContent.of(11, 3 * LEAF + 100);
        Cid cid = await(store.put(content)).cid();
        Random random = new Random(seed);
        try (SeekableByteChannel channel = await(store.open(cid))) {
            assertEquals(content.sizeBytes(), channel.size());
            for (int i = 0; i < 20; i++) {
                long from = (long) (random.nextDouble() * content.sizeBytes());
                int count = (int) Math.min(random.nextInt(2 * LEAF), content.sizeBytes() - from);
                byte[] bytes = Channels.newInputStream(channel.position(from)).readNBytes(count);
                assertArrayEquals(content.bytes(from, count), bytes, () -> "seed " + seed + " from " + from);
                assertEquals(from + count, channel.position());
            }
            assertEquals(-1, channel.position(content.sizeBytes()).read(ByteBuffer.allocate(1)));
            assertEquals(-1, channel.position(content.sizeBytes() + 9).read(ByteBuffer.allocate(1)));
            assertThrows(NonWritableChannelException.class, () -> channel.write(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void open_manyAtOnce_areIndependent() throws Exception {
        SampleContent content = SampleContent.of(12, 2 * LEAF);
        Cid cid = await(store.put(content)).cid();
        try (SeekableByteChannel one = await(store.open(cid));
                SeekableByteChannel two = await(store.open(cid))) {
            ByteBuffer first = ByteBuffer.allocate(1);
            one.position(LEAF + 5).read(first);
            ByteBuffer second = ByteBuffer.allocate(1);
            two.position(3).read(second);
            assertEquals(content.byteAt(LEAF + 5), first.get(0));
            assertEquals(content.byteAt(3), second.get(0));
        }
    }

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

    @ParameterizedTest
    @ValueSource(longs = {0, LEAF / 2, LEAF - 1, LEAF, 2 * LEAF + 99})
    void open_flippedByte_isTamperedAndNoByteOfTheLeafComesOut(long damagedOffset) throws Exception {
        SampleContent content = SampleContent.of(17, 2 * LEAF + 100);
        Cid cid = await(store.put(content)).cid();
        flipContentByte(store, cid, damagedOffset);
        long leafStart = damagedOffset / LEAF * LEAF;
        long got = 0;
        try (SeekableByteChannel channel = await(store.open(cid))) {
            ByteBuffer buffer = ByteBuffer.allocate(10_007);
            while (channel.read(buffer.clear()) > 0) {
                assertArrayEquals(
                        content.bytes(got, buffer.position()),
                        Arrays.copyOf(buffer.array(), buffer.position()),
                        "bytes before the damaged leaf are right");
                got += buffer.position();
            }
            throw new AssertionError("read " + got + " bytes over a flipped byte at " + damagedOffset);
        } catch (BlobTamperedException e) {
            assertEquals(leafStart, got, "everything before the damaged leaf, nothing of it");
            assertEquals(leafStart, e.offsetBytes());
            assertTrue(nodesToBlame(store).contains(e.node()), () -> "blames " + e.node());
        }
    }

    @Test
    void open_flippedByteInTheOnlyLeaf_isTampered() throws Exception {
        Cid cid = await(store.put(SampleContent.of(18, 100))).cid();
        flipContentByte(store, cid, 99);
        assertThrows(BlobTamperedException.class, () -> readAll(cid));
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

    private Map<Cid, BlobStat> listed() throws Exception {
        Map<Cid, BlobStat> blobs = new HashMap<>();
        await(store.list(blob -> blobs.put(blob.cid(), blob)));
        return blobs;
    }

    private byte[] readAll(Cid cid) throws Exception {
        try (SeekableByteChannel channel = await(store.open(cid))) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        return Transfers.await(future);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS), "waited 30 s");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
