package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of the work when there are no threads for it. */
class BatchRunnerTest {
    private static final int BATCHES = 5;

    private final List<Long> done = new ArrayList<>();
    private final AtomicInteger lanes = new AtomicInteger();

    @Test
    void run_systemGivesNoThread_callerDoesAll() throws IOException {
        assertCallerDoesAll(pool(new SynchronousQueue<>(), BatchRunnerTest::unstartable));
    }

    @Test
    void run_threadFactoryThrows_callerDoesAll() throws IOException {
        assertCallerDoesAll(pool(new SynchronousQueue<>(), task -> {
            throw new IllegalStateException("too many threads");
        }));
    }

    @Test
    void run_threadFactoryGivesNull_callerDoesAll() throws IOException {
        assertCallerDoesAll(pool(new SynchronousQueue<>(), task -> null));
    }

    @Test
    void run_poolKeptTheTaskForWhichItGotNoThread_itFindsNothingToDoLater() throws IOException {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        assertCallerDoesAll(pool(queue, BatchRunnerTest::unstartable));
        Runnable kept = queue.poll();
        assertNotNull(kept, "this pool queues a task before it starts a thread");
        kept.run();
        assertEquals(1, lanes.get(), "no buffers for a run that is over");
    }

    @Test
    void run_batchFailsWithoutThreads_throwsThatFailure() {
        BatchRunner runner = new BatchRunner(pool(new SynchronousQueue<>(), BatchRunnerTest::unstartable), 4);
        IOException broken = new IOException("disk full");
        IOException thrown = assertThrows(
                IOException.class,
                () -> runner.run(new BatchRun(BATCHES, bytes -> {}), () -> {
                    return lane(batch -> {
                        throw broken;
                    });
                }));
        assertEquals(broken, thrown);
    }

    private void assertCallerDoesAll(Executor executor) throws IOException {
        new BatchRunner(executor, 4).run(new BatchRun(BATCHES, bytes -> {}), () -> {
            lanes.incrementAndGet();
            return lane(done::add);
        });
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), done);
        assertEquals(1, lanes.get());
    }

    private interface Work {
        void on(long batch) throws IOException;
    }

    private static BatchRunner.Lane lane(Work work) {
        return new BatchRunner.Lane() {
            @Override
            public void work(long batch) throws IOException {
                work.on(batch);
            }

            @Override
            public void close() {}
        };
    }

    private static Executor pool(BlockingQueue<Runnable> queue, ThreadFactory threads) {
        return new ThreadPoolExecutor(0, 8, 1, TimeUnit.SECONDS, queue, threads);
    }

    /** As when the system has no more threads; not in their start, which newer pools do not call. */
    private static Thread unstartable(Runnable task) {
        throw new OutOfMemoryError("unable to create native thread");
    }
}
