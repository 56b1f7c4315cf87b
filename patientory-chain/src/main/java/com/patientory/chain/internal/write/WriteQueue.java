package com.patientory.chain.internal.write;

import com.patientory.chain.model.CallInterruptedException;
import com.patientory.crypto.WalletAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Writes that no lane has taken yet, in the order of asking for each vault, and the vaults in turn. Has a bound. */
final class WriteQueue {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Map<WalletAddress, Deque<WriteEntry>> vaults = new LinkedHashMap<>();

    /** Writes that some keys cannot write. */
    private final List<WriteEntry> refused = new ArrayList<>();

    private int size;
    private int promised;
    private boolean closed;
    private long signedNanos = System.nanoTime();

    WriteQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Waits for a place, which the caller must use by {@link #add} or give back by {@link #release}. */
    void reserve() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            while (!tryReserve()) {
                room.await();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    private static CallInterruptedException interrupted() {
        Thread.currentThread().interrupt();
        return new CallInterruptedException();
    }

    /** Takes a place also where there is none, for a caller whose waiting would keep others from theirs. */
    void reserveBeyond() {
        lock.lock();
        try {
            requireOpen();
            promised++;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the writer is closed");
        }
    }

    /** Takes a place if there is one. */
    boolean tryReserve() {
        lock.lock();
        try {
            requireOpen();
            boolean free = size + promised < capacity;
            promised += free ? 1 : 0;
            return free;
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            promised--;
            room.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Uses a place that was reserved. */
    void add(WriteEntry entry) {
        lock.lock();
        try {
            promised--;
            size++;
            of(entry).addLast(entry);
        } finally {
            lock.unlock();
        }
    }

    private Deque<WriteEntry> of(WriteEntry entry) {
        return vaults.computeIfAbsent(entry.command.vault(), vault -> new ArrayDeque<>());
    }

    /** Puts back what a lane took and could not sign, before all others. */
    void giveBack(List<WriteEntry> entries) {
        lock.lock();
        try {
            size += entries.size();
            for (int i = entries.size() - 1; i >= 0; i--) {
                WriteEntry entry = entries.get(i);
                if (entry.isRefused()) {
                    refused.add(entry);
                } else {
                    of(entry).addFirst(entry);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next writes of one vault, at most so many; what was refused for another key is taken alone. */
    List<WriteEntry> take(WalletAddress key, int most) {
        lock.lock();
        try {
            List<WriteEntry> taken = takeRefused(key);
            if (taken.isEmpty()) {
                taken = takeNext(most);
            }
            size -= taken.size();
            if (!taken.isEmpty()) {
                room.signalAll();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private List<WriteEntry> takeRefused(WalletAddress key) {
        for (Iterator<WriteEntry> all = refused.iterator(); all.hasNext(); ) {
            WriteEntry entry = all.next();
            if (!entry.isRefusedFor(key)) {
                all.remove();
                return List.of(entry);
            }
        }
        return List.of();
    }

    private List<WriteEntry> takeNext(int most) {
        if (most == 0) {
            return List.of();
        }
        Iterator<Map.Entry<WalletAddress, Deque<WriteEntry>>> all =
                vaults.entrySet().iterator();
        if (!all.hasNext()) {
            return List.of();
        }
        Map.Entry<WalletAddress, Deque<WriteEntry>> first = all.next();
        WalletAddress vault = first.getKey();
        Deque<WriteEntry> waiting = first.getValue();
        all.remove();
        List<WriteEntry> taken = new ArrayList<>();
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.removeFirst());
        }
        if (!waiting.isEmpty()) {
            vaults.put(vault, waiting);
        }
        return taken;
    }

    /**
     * Returns the writes that wait longer than that and were not told so, if no lane has signed any in all the time; and those
     * that some key could not write and that no other has taken since, whatever else goes on.
     */
    List<WriteEntry> stalled(long nanos) {
        lock.lock();
        try {
            boolean still = System.nanoTime() - signedNanos > nanos;
            List<WriteEntry> old = new ArrayList<>(refused);
            old.removeIf(entry -> !still && !entry.isRefusedLongerThan(nanos));
            if (still) {
                vaults.values().forEach(waiting -> old.addAll(waiting));
            }
            old.removeIf(entry -> !entry.olderThan(nanos) || entry.future().isDone());
            return old;
        } finally {
            lock.unlock();
        }
    }

    /** A lane has signed what it took. */
    void signed() {
        lock.lock();
        try {
            signedNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more; who waits for room is told. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
