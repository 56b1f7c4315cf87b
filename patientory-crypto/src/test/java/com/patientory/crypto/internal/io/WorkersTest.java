package com.patientory.crypto.internal.io;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The SDK's own threads. */
class WorkersTest {
    @Test
    void execute_systemGivesNoThread_isARefusal() {
        Executor workers = Workers.of(task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        RejectedExecutionException e = assertThrows(RejectedExecutionException.class, () -> workers.execute(() -> {}));
        assertInstanceOf(OutOfMemoryError.class, e.getCause());
    }

    @Test
    void execute_ninthTaskAtOnce_isRefused() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(8);
        CountDownLatch release = new CountDownLatch(1);
        Executor workers = Workers.of(Thread::new);
        try {
            for (int task = 0; task < 8; task++) {
                workers.execute(() -> {
                    running.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            assertTrue(running.await(10, TimeUnit.SECONDS));
            assertThrows(RejectedExecutionException.class, () -> workers.execute(() -> {}));
        } finally {
            release.countDown();
        }
    }
}
