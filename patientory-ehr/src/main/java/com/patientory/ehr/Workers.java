package com.patientory.ehr;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A site's few threads; closing them waits until none can write any more. */
final class Workers implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ExecutorService executor;

    Workers(int count) {
        executor = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "ehr-sync-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One document's work. */
    @FunctionalInterface
    interface Task {
        DocumentEntry run() throws LedgerException, InterruptedException;
    }

    Future<DocumentEntry> submit(Task task) {
        return executor.submit(task::run);
    }

    /** Waits for a task; a failure that is not the document's own ends the run. */
    static DocumentEntry await(Future<DocumentEntry> task) throws LedgerException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof LedgerException ledger) {
                throw ledger;
            }
            if (cause instanceof InterruptedException) {
                throw new InterruptedException("a worker was interrupted");
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a defect in the engine: " + (cause == null ? e : cause).getClass());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (executor.awaitTermination(1, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
