package com.patientory.storage.internal.async;

import com.patientory.storage.NodeFailedException;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs blocking work on an executor behind a future; cancelling the future is seen by the work. */
public final class Async {
    private static final long GRACE_SECONDS = 5;

    /** Work that may ask whether it is still wanted. */
    @FunctionalInterface
    public interface Task<T> {
        /** Does the work; calls {@link Cancellation#check} between steps. Null is for work without a result. */
        @Nullable
        T run(Cancellation cancellation) throws IOException;
    }

    /** Whether the work is still wanted. */
    public static final class Cancellation {
        private final CompletableFuture<?> future;

        private Cancellation(CompletableFuture<?> future) {
            this.future = future;
        }

        /** Whether the result is not wanted any more. */
        public boolean isCancelled() {
            return future.isCancelled();
        }

        /** Throws {@link CancellationException} when the result is not wanted any more. */
        public void check() {
            if (future.isCancelled()) {
                throw new CancellationException("transfer cancelled");
            }
        }

        /** Passes a cancellation on to work that this work waits for; nobody needs to hear that it was passed. */
        @SuppressWarnings("FutureReturnValueIgnored")
        public void passTo(CompletableFuture<?> other) {
            future.whenComplete((result, failure) -> {
                if (future.isCancelled()) {
                    other.cancel(true);
                }
            });
        }
    }

    private final Executor executor;
    private final Function<IOException, IOException> translate;

    /** Runs work on {@code executor} and passes each I/O failure through {@code translate}. */
    public Async(Executor executor, Function<IOException, IOException> translate) {
        this.executor = executor;
        this.translate = translate;
    }

    /** Runs a node's work on {@code executor}; failures without a type of their own become failures of the node. */
    public static Async of(NodeId node, Executor executor) {
        return new Async(executor, failure -> typed(node, failure));
    }

    private static IOException typed(NodeId node, IOException failure) {
        if (failure instanceof StorageException) {
            return failure;
        }
        return failure.getCause() instanceof RejectedExecutionException
                ? new NodeUnreachableException(node, "store is closed", null)
                : new NodeFailedException(node, "transfer", failure.getClass().getSimpleName(), failure);
    }

    /** Starts work. */
    public <T> CompletableFuture<T> start(Task<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Cancellation cancellation = new Cancellation(future);
        try {
            executor.execute(new Job<>(task, cancellation, future));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(closed(e));
        }
        return future;
    }

    private IOException closed(RejectedExecutionException e) {
        return translate.apply(new IOException("store is closed", e));
    }

    /** Work in a queue: it is done, or abandoned when its queue is closed; its future completes either way. */
    private final class Job<T> implements Runnable {
        private final Task<T> task;
        private final Cancellation cancellation;
        private final CompletableFuture<T> future;

        Job(Task<T> task, Cancellation cancellation, CompletableFuture<T> future) {
            this.task = task;
            this.cancellation = cancellation;
            this.future = future;
        }

        @Override
        public void run() {
            try {
                cancellation.check();
                T result = task.run(cancellation);
                if (!future.complete(result) && result instanceof AutoCloseable unwanted) {
                    unwanted.close(); // Whoever asked has stopped waiting.
                }
            } catch (IOException e) {
                future.completeExceptionally(translate.apply(e));
            } catch (UncheckedIOException | DirectoryIteratorException e) {
                future.completeExceptionally(translate.apply(failureIn(e)));
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        }

        void abandon() {
            future.completeExceptionally(closed(new RejectedExecutionException("never begun")));
        }
    }

    /** The I/O failure that an {@link UncheckedIOException} or a {@link DirectoryIteratorException} carries. */
    public static IOException failureIn(RuntimeException carrier) {
        return carrier.getCause() instanceof IOException failure ? failure : new IOException(carrier);
    }

    /**
     * Ends a pool: what waits in it fails as closed, what runs is interrupted and given five seconds to end. An
     * interrupted thread does not wait.
     */
    public static void close(ExecutorService executor) {
        for (Runnable queued : executor.shutdownNow()) {
            if (queued instanceof Job<?> job) {
                job.abandon();
            }
        }
        try {
            if (!executor.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                return; // Work that does not heed interruption; its threads are daemons.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
