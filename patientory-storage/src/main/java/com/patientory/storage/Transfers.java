package com.patientory.storage;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for what stores do in the background, for callers that have nothing else to do. */
public final class Transfers {
    private Transfers() {}

    /**
     * Waits for a transfer. Interrupting the waiting thread cancels the transfer.
     *
     * @param transfer what a store has returned
     * @param <T> its result
     * @return the result
     * @throws StorageException when the transfer failed in one of the known ways
     * @throws InterruptedIOException when the waiting thread was interrupted; its interrupt status is set again
     * @throws CancellationException when the transfer was cancelled
     */
    public static <T> T await(CompletableFuture<T> transfer) throws StorageException, InterruptedIOException {
        try {
            return await(transfer, Duration.ofNanos(Long.MAX_VALUE));
        } catch (TimeoutException e) {
            throw new AssertionError("three centuries have passed", e);
        }
    }

    /**
     * Waits for a transfer, but not for ever. After a timeout the transfer goes on; cancel it when it is not wanted.
     *
     * @param transfer what a store has returned
     * @param patience how long to wait
     * @param <T> its result
     * @return the result
     * @throws StorageException when the transfer failed in one of the known ways
     * @throws InterruptedIOException when the waiting thread was interrupted; its interrupt status is set again
     * @throws CancellationException when the transfer was cancelled
     * @throws TimeoutException when there was no result in time
     */
    public static <T> T await(CompletableFuture<T> transfer, Duration patience)
            throws StorageException, InterruptedIOException, TimeoutException {
        try {
            return transfer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            transfer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a transfer");
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static StorageException unwrapped(@Nullable Throwable cause) {
        if (cause instanceof StorageException failure) {
            return failure;
        }
        if (cause instanceof CancellationException cancelled) {
            throw cancelled;
        }
        throw new IllegalStateException("a store failed in a way it does not declare", cause);
    }
}
