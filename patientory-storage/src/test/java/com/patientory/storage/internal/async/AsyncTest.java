package com.patientory.storage.internal.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.NodeFailedException;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.Transfers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AsyncTest {
    private static final NodeId NODE = NodeId.of("n");

    @Test
    void close_workRunsAndWaits_bothFuturesFailAndTheThreadHasEnded() throws Exception {
        ExecutorService executor = Async.daemons("test", 1);
        Async async = Async.of(NODE, executor);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Object> running = async.start(c -> {
            begun.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("interrupted");
            }
            return null;
        });
        begun.await();
        CompletableFuture<Object> queued = async.start(c -> "never");
        Async.close(executor);
        Duration soon = Duration.ofSeconds(5);
        assertTrue(executor.isTerminated());
        assertThrows(NodeFailedException.class, () -> Transfers.await(running, soon));
        assertThrows(NodeUnreachableException.class, () -> Transfers.await(queued, soon));
        assertThrows(NodeUnreachableException.class, () -> Transfers.await(async.start(c -> "late"), soon));
    }

    @Test
    void start_uncheckedIoFailure_isTypedByItsCause() {
        Async async = Async.of(NODE, Runnable::run);
        IOException cause = new IOException("disk");
        NodeFailedException unchecked = assertThrows(
                NodeFailedException.class,
                () -> Transfers.await(async.start(c -> {
                    throw new UncheckedIOException(cause);
                })));
        assertEquals(cause, unchecked.getCause());
        NodeFailedException iterator = assertThrows(
                NodeFailedException.class,
                () -> Transfers.await(async.start(c -> {
                    throw new DirectoryIteratorException(cause);
                })));
        assertEquals(cause, iterator.getCause());
    }

    @Test
    void start_resultThatNobodyWaitsForAnyMore_isClosed() throws Exception {
        ExecutorService executor = Async.daemons("test", 1);
        try {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch givenUp = new CountDownLatch(1);
            AtomicBoolean closed = new AtomicBoolean();
            CompletableFuture<AutoCloseable> future = Async.of(NODE, executor).start(c -> {
                begun.countDown();
                try {
                    givenUp.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException("interrupted");
                }
                return () -> closed.set(true);
            });
            begun.await();
            assertTrue(future.cancel(true));
            assertFalse(closed.get());
            givenUp.countDown();
            executor.submit(() -> {}).get();
            assertTrue(closed.get());
        } finally {
            Async.close(executor);
        }
    }
}
