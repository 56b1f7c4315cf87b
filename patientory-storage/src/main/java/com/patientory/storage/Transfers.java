package com.patientory.storage;

import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

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
            return transfer.get();
        } catch (InterruptedException e) {
            transfer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a transfer");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException failure) {
                throw failure;
            }
            if (e.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException("a store failed in a way it does not declare", e.getCause());
        }
    }
}
