package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The turns, the sums and the failure that the threads of one run share. */
@Timeout(20)
class BatchRunTest {
    private final List<Long> told = new ArrayList<>();
    private final BatchRun run = new BatchRun(3, told::add);

    private volatile Thread waiting = Thread.currentThread();

    /** The error with which a thread that waits for its turn ends, or null. */
    private CompletableFuture<Throwable> waitingFor(long batch) throws InterruptedException {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        waiting = new Thread(() -> {
            try {
                run.awaitTurn(batch);
                end.complete(null);
            } catch (IOException | RuntimeException e) {
                end.complete(Thread.currentThread().isInterrupted() ? new Interrupted(e) : e);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING && !end.isDone()) {
            Thread.sleep(1);
        }
        return end;
    }

    private static Throwable ended(CompletableFuture<Throwable> end)
            throws ExecutionException, InterruptedException, TimeoutException {
        return end.get(10, TimeUnit.SECONDS);
    }

    @Test
    void awaitTurn_firstBatch_doesNotWait() throws Exception {
        assertEquals(null, ended(waitingFor(0)));
    }

    @Test
    void awaitTurn_laterBatch_waitsUntilAllBeforeHavePassed() throws Exception {
        CompletableFuture<Throwable> third = waitingFor(2);
        run.passTurn();
        assertThrows(TimeoutException.class, () -> third.get(50, TimeUnit.MILLISECONDS));
        run.passTurn();
        assertEquals(null, ended(third));
    }

    @Test
    void awaitTurn_anotherBatchFails_ends() throws Exception {
        CompletableFuture<Throwable> second = waitingFor(1);
        run.fail(new IOException("of another"));
        assertEquals("Another batch has failed", ended(second).getMessage());
    }

    @Test
    void awaitTurn_interrupted_endsAndStaysInterrupted() throws Exception {
        CompletableFuture<Throwable> second = waitingFor(1);
        waiting.interrupt();
        Throwable end = assertInstanceOf(Interrupted.class, ended(second)).getCause();
        assertInstanceOf(InterruptedIOException.class, end);
    }

    @Test
    void work_allBatches_areDoneOnceInOrder() throws IOException {
        List<Long> batches = new ArrayList<>();
        run.work(() -> lane(batches));
        assertEquals(List.of(0L, 1L, 2L), batches);
        run.throwFailure();
    }

    @Test
    void work_afterAFailureAnywhere_takesNoBatch() {
        List<Long> batches = new ArrayList<>();
        IOException first = new IOException("first");
        run.fail(first);
        run.fail(new IOException("second"));
        run.work(() -> lane(batches));
        assertTrue(batches.isEmpty());
        assertSame(first, assertThrows(IOException.class, run::throwFailure));
    }

    @Test
    void throwFailure_eachKind_isThrownAsItIs() {
        for (Throwable failure : List.of(new IOException(), new IllegalArgumentException(), new StackOverflowError())) {
            BatchRun failing = new BatchRun(1, done -> {});
            failing.fail(failure);
            assertSame(failure, assertThrows(Throwable.class, failing::throwFailure));
        }
        BatchRun failing = new BatchRun(1, done -> {});
        failing.fail(new Exception("of no kind that a lane has"));
        assertThrows(IllegalStateException.class, failing::throwFailure);
    }

    @Test
    void advanced_eachTime_tellsTheSum() {
        run.advanced(5);
        run.advanced(7);
        assertEquals(List.of(5L, 12L), told);
    }

    private static BatchRunner.Lane lane(List<Long> batches) {
        return new BatchRunner.Lane() {
            @Override
            public void work(long batch) {
                batches.add(batch);
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private static final class Interrupted extends Exception {
        private static final long serialVersionUID = 1L;

        Interrupted(Throwable cause) {
            super(cause);
        }
    }
}
