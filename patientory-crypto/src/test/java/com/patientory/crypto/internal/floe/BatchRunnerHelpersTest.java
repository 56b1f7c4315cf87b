package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Helpers are asked for as needed, waited for, and never begin when all is done. */
@Timeout(20)
class BatchRunnerHelpersTest {
    private final Set<Long> done = new ConcurrentSkipListSet<>();
    private final AtomicInteger lanes = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /** A piece of work. */
    private interface Work {
        void of(long batch) throws IOException;
    }

    private BatchRunner.Lane lane(Work work) {
        lanes.incrementAndGet();
        return new BatchRunner.Lane() {
            @Override
            public void work(long batch) throws IOException {
                work.of(batch);
                done.add(batch);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private void run(Executor executor, int threads, int batches, Work work) throws IOException {
        new BatchRunner(executor, threads).run(new BatchRun(batches, bytes -> {}), () -> lane(work));
    }

    private void assertAllDone(int batches) {
        assertEquals(batches, done.size());
        assertEquals(lanes.get(), closed.get());
    }

    @Test
    void run_anyThreadsAndBatches_asksForAHelperLessThanTheLesserOfBoth() throws IOException {
        for (int threads = 1; threads <= 4; threads++) {
            for (int batches = 1; batches <= 5; batches++) {
                done.clear();
                List<Runnable> asked = new ArrayList<>();
                run(asked::add, threads, batches, batch -> {});
                assertEquals(Math.min(threads, batches) - 1, asked.size());
                assertAllDone(batches);
                int before = lanes.get();
                asked.forEach(Runnable::run);
                assertEquals(before, lanes.get(), "a helper that begins when all is done works no more");
            }
        }
    }

    @Test
    void run_helperAtWork_isWaitedFor() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        AtomicBoolean helperEnded = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        run(task -> new Thread(task).start(), 2, 2, batch -> {
            both.countDown();
            await(both);
            if (Thread.currentThread() != caller) {
                sleep();
                helperEnded.set(true);
            }
        });
        assertTrue(helperEnded.get());
        assertAllDone(2);
    }

    @Test
    void run_interruptedWhileAHelperWorks_waitsAndStaysInterrupted() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        AtomicBoolean callerWorked = new AtomicBoolean();
        AtomicBoolean helperEnded = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        run(task -> new Thread(task).start(), 2, 2, batch -> {
            both.countDown();
            await(both);
            if (Thread.currentThread() == caller) {
                callerWorked.set(true);
            } else {
                while (!callerWorked.get() || caller.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                caller.interrupt();
                sleep();
                helperEnded.set(true);
            }
        });
        assertTrue(Thread.interrupted());
        assertTrue(helperEnded.get());
        run(Runnable::run, 2, 2, batch -> {});
        assertFalse(Thread.interrupted());
    }

    @Test
    void run_executorFailsWithAnError_waitsForTheHelpersThatHaveBegunAndThrowsIt() {
        LinkageError failure = new LinkageError("of the executor");
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean helperEnded = new AtomicBoolean();
        Executor failing = task -> {
            if (begun.getCount() == 0) {
                throw failure;
            }
            new Thread(task).start();
            await(begun);
        };
        assertSame(
                failure,
                assertThrows(
                        LinkageError.class,
                        () -> run(failing, 3, 4, batch -> {
                            begun.countDown();
                            sleep();
                            helperEnded.set(true);
                        })));
        assertTrue(helperEnded.get());
        assertEquals(1, lanes.get() - 1, "the helper's and the caller's, who finds that it has failed");
        assertEquals(lanes.get(), closed.get());
    }

    @Test
    void run_batchFails_failsWithItsErrorAndClosesTheLane() {
        IOException failure = new IOException("of a batch");
        Work work = batch -> {
            if (batch == 1) {
                throw failure;
            }
        };
        assertSame(failure, assertThrows(IOException.class, () -> run(task -> {}, 2, 3, work)));
        assertAllDone(1);
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> new BatchRunner(task -> {}, 2).runAlone(new BatchRun(3, bytes -> {}), () -> lane(work))));
    }

    @Test
    void runAlone_anyExecutor_doesAllInTheCaller() throws IOException {
        new BatchRunner(
                        task -> {
                            throw new AssertionError("asked");
                        },
                        3)
                .runAlone(new BatchRun(3, bytes -> {}), () -> lane(batch -> {}));
        assertAllDone(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
