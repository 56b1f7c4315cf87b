package com.patientory.crypto.internal.io;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that help when the caller brings none: daemons that end after ten idle seconds. */
public final class Workers {
    private static final long IDLE_SECONDS = 10;
    private static final int MAX_THREADS = 8;
    private static final Executor SHARED = of(new Daemons());

    private Workers() {}

    /**
     * Starts a thread for each task that finds none idle, up to eight in a process, and then refuses: each helper of a file
     * has 2 MiB of buffers, and a server that seals a hundred files at once has its own threads at work on them already.
     * A system that gives no thread is a refusal too.
     */
    public static Executor shared() {
        return SHARED;
    }

    /** The same with other threads, to let them fail. */
    static Executor of(ThreadFactory threads) {
        return new Refusing(new ThreadPoolExecutor(
                0, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads));
    }

    /** Whoever wants help knows one way of not getting it. */
    private static final class Refusing implements Executor {
        private final Executor pool;

        Refusing(Executor pool) {
            this.pool = pool;
        }

        @Override
        public void execute(Runnable task) {
            try {
                pool.execute(task);
            } catch (OutOfMemoryError e) {
                throw new RejectedExecutionException("no thread to be had", e);
            }
        }
    }

    /** Not a lambda, as nothing is on the way of a file: a process that encrypts one file pays milliseconds for each. */
    private static final class Daemons implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "patientory-crypto");
            thread.setDaemon(true);
            return thread;
        }
    }
}
