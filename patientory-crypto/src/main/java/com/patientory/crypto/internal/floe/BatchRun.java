package com.patientory.crypto.internal.floe;

import com.patientory.crypto.internal.floe.BatchRunner.Lane;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state that the threads of one run share: the next batch, whose turn it is, bytes done, the first failure. */
final class BatchRun {
    private final long batches;
    private final LongConsumer progress;
    private long next;
    private long turn;
    private long doneBytes;
    private @Nullable Throwable failure;

    BatchRun(long batches, LongConsumer progress) {
        this.batches = batches;
        this.progress = progress;
    }

    long batches() {
        return batches;
    }

    /** Takes one batch after the other until there are no more, or one has failed anywhere. */
    void work(Supplier<Lane> lanes) {
        try (Lane lane = lanes.get()) {
            for (long batch = claim(); batch >= 0; batch = claim()) {
                lane.work(batch);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private synchronized long claim() {
        return failure != null || next == batches ? -1 : next++;
    }

    /** Stops all threads at their next batch; the first failure counts. */
    synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
        notifyAll();
    }

    /** Waits until all batches before this one have passed {@link #passTurn}. */
    synchronized void awaitTurn(long batch) throws IOException {
        while (turn != batch) {
            if (failure != null) {
                throw new IOException("Another batch has failed");
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while waiting for an earlier batch");
            }
        }
    }

    synchronized void passTurn() {
        turn++;
        notifyAll();
    }

    /** Adds to the bytes done and tells the listener, one call at a time. */
    synchronized void advanced(int bytes) {
        doneBytes += bytes;
        progress.accept(doneBytes);
    }

    synchronized void throwFailure() throws IOException {
        if (failure instanceof IOException) {
            throw (IOException) failure;
        }
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        if (failure instanceof Error) {
            throw (Error) failure;
        }
        if (failure != null) {
            throw new IllegalStateException("A lane declares no other checked exception", failure);
        }
    }
}
