package com.patientory.chain.internal.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.CallInterruptedException;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.crypto.WalletAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriteQueueTest {
    private static final WalletAddress KEY = JournalSamples.writer(1);
    private static final WalletAddress OTHER = JournalSamples.writer(2);

    private static WriteEntry entry(int vault, int file) {
        byte[] word = ByteBuffer.allocate(32).putInt(28, file + 1).array();
        return new WriteEntry(new WriteCommand(
                JournalSamples.writer(vault), FileId.of(word), ContentDigest.of(word), ContentDigest.of(word)));
    }

    private static WriteEntry add(WriteQueue queue, int vault, int file) {
        WriteEntry entry = entry(vault, file);
        queue.reserve();
        queue.add(entry);
        return entry;
    }

    /** Runs in a thread until it waits; returns how it ended once it has. */
    private static AtomicReference<Object> waiting(WriteQueue queue, List<Thread> threads) throws InterruptedException {
        AtomicReference<Object> end = new AtomicReference<>("waiting");
        Thread thread = new Thread(() -> {
            try {
                queue.reserve();
                end.set("in");
            } catch (RuntimeException e) {
                end.set(e);
            }
        });
        thread.start();
        threads.add(thread);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        assertEquals("waiting", end.get());
        return end;
    }

    @Test
    void stalled_whileOtherWritesAreSigned_hasWhatNoOtherKeyTakes() throws InterruptedException {
        WriteQueue queue = new WriteQueue(10);
        add(queue, 1, 1);
        WriteEntry refused = add(queue, 2, 2);
        List<WriteEntry> taken = new ArrayList<>(queue.take(KEY, 1));
        taken.addAll(queue.take(KEY, 1));
        assertEquals(2, taken.size());
        Thread.sleep(60);
        refused.refuse(KEY);
        queue.giveBack(taken);
        queue.signed();
        assertEquals(List.of(), queue.stalled(50_000_000), "handed over just now");
        Thread.sleep(60);
        queue.signed();
        assertEquals(List.of(refused), queue.stalled(50_000_000));
    }

    @Test
    void take_withSeveralVaults_servesThemInTurn() {
        WriteQueue queue = new WriteQueue(10);
        List<WriteEntry> a = List.of(add(queue, 1, 0), add(queue, 1, 1), add(queue, 1, 2));
        List<WriteEntry> b = List.of(add(queue, 2, 0), add(queue, 2, 1));
        assertEquals(a.subList(0, 2), queue.take(KEY, 2));
        assertEquals(b, queue.take(KEY, 2));
        assertEquals(a.subList(2, 3), queue.take(KEY, 2));
        assertEquals(List.of(), queue.take(KEY, 2));
    }

    @Test
    void reserve_whenItIsFull_waitsForALane() throws InterruptedException {
        WriteQueue queue = new WriteQueue(2);
        add(queue, 1, 0);
        queue.reserve();
        assertFalse(queue.tryReserve());
        List<Thread> threads = new ArrayList<>();
        AtomicReference<Object> end = waiting(queue, threads);
        queue.take(KEY, 1);
        threads.get(0).join();
        assertEquals("in", end.get());
        assertFalse(queue.tryReserve());
        queue.release();
        assertTrue(queue.tryReserve());
    }

    @Test
    void reserve_interruptedOrClosed_isToldSo() throws InterruptedException {
        WriteQueue queue = new WriteQueue(1);
        add(queue, 1, 0);
        List<Thread> threads = new ArrayList<>();
        AtomicReference<Object> first = waiting(queue, threads);
        AtomicReference<Object> second = waiting(queue, threads);
        threads.get(0).interrupt();
        threads.get(0).join();
        assertInstanceOf(CallInterruptedException.class, first.get());
        queue.close();
        threads.get(1).join();
        assertInstanceOf(IllegalStateException.class, second.get());
        assertThrows(IllegalStateException.class, queue::tryReserve);
    }

    @Test
    void giveBack_ofWhatOneKeyMayNot_isForTheOthersAndAlone() {
        WriteQueue queue = new WriteQueue(10);
        WriteEntry refused = add(queue, 1, 0);
        WriteEntry free = add(queue, 1, 1);
        assertEquals(List.of(refused), queue.take(KEY, 1));
        refused.refuse(KEY);
        queue.giveBack(List.of(refused));
        assertEquals(List.of(free), queue.take(KEY, 5));
        assertEquals(List.of(), queue.take(KEY, 5));
        assertEquals(List.of(refused), queue.take(OTHER, 0), "also for a key that rests");
    }

    @Test
    void stalled_whileALaneSigns_isEmpty() throws InterruptedException {
        WriteQueue queue = new WriteQueue(10);
        WriteEntry entry = add(queue, 1, 0);
        Thread.sleep(50);
        assertEquals(List.of(entry), queue.stalled(40_000_000));
        queue.signed();
        assertEquals(List.of(), queue.stalled(40_000_000));
    }
}
