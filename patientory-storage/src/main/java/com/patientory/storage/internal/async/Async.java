package com.patientory.storage.internal.async;

import com.patientory.storage.NodeFailedException;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.StorageException;
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
