package com.patientory.storage.internal.async;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs blocking work on an executor behind a future; cancelling the future is seen by the work. */
public final class Async {
    /** Work that may ask whether it is still wanted. */
    @FunctionalInterface
    public interface Task<T> {
        /** Does the work; calls {@link Cancellation#check} between steps. Null is for work without a result. */
        @Nullable
        T run(Cancellation cancellation) throws IOException;
    }

    /** Whether the work is still wanted. */
    @FunctionalInterface
    public interface Cancellation {
        /** Says nothing against going on. */
        Cancellation NONE = () -> {};

        /** Throws {@link CancellationException} when the result is not wanted any more. */
        void check();
    }

    private final Executor executor;
    private final Function<IOException, IOException> translate;

    /** Runs work on {@code executor} and passes each I/O failure through {@code translate}. */
    public Async(Executor executor, Function<IOException, IOException> translate) {
        this.executor = executor;
        this.translate = translate;
    }

    /** Starts work. */
    public <T> CompletableFuture<T> start(Task<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Cancellation cancellation = () -> {
            if (future.isCancelled()) {
                throw new CancellationException("transfer cancelled");
            }
        };
        try {
            executor.execute(() -> run(task, cancellation, future));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(translate.apply(new IOException("store is closed", e)));
        }
        return future;
    }

    private <T> void run(Task<T> task, Cancellation cancellation, CompletableFuture<T> future) {
        try {
            cancellation.check();
            future.complete(task.run(cancellation));
        } catch (IOException e) {
            future.completeExceptionally(translate.apply(e));
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    /** A pool of daemon threads, so that no store keeps a program alive. */
    public static ExecutorService daemons(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
