package com.patientory.storage.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading promises. */
abstract class BlobReadContract extends BlobPutContract {
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
}
