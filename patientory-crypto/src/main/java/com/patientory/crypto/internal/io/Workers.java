package com.patientory.crypto.internal.io;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that help when the caller brings none: daemons that end after ten idle seconds. */
public final class Workers {
    private static final long IDLE_SECONDS = 10;
    private static final Executor SHARED = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::daemon);

    private Workers() {}

    /** Starts a thread for each task that finds none idle; callers bound what they submit. */
    public static Executor shared() {
        return SHARED;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "patientory-crypto");
        thread.setDaemon(true);
        return thread;
    }
}
