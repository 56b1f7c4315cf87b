package com.patientory.crypto.internal.floe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Spreads numbered batches over the calling thread and a few more.
 *
 * <p>The caller always works too: an executor that is full, refuses or gets no thread costs speed, never progress. When
 * {@link #run} returns or throws, no other thread works on the batches any more.
 */
public final class BatchRunner {
    private final Executor executor;
    private final int threads;

    public BatchRunner(Executor executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    /** One thread's buffers and ciphers. */
    interface Lane extends AutoCloseable {
        void work(long batch) throws IOException;

        @Override
        void close();
    }

    /** Runs all batches; throws the first failure. */
    void run(BatchRun run, Supplier<Lane> lanes) throws IOException {
        List<Helper> helpers = new ArrayList<>();
        try {
            for (int lane = 1; lane < Math.min(threads, run.batches()); lane++) {
                Helper helper = new Helper(run, lanes);
                // Before it is handed over: a pool may fail to start a thread and still keep the task for later.
                helpers.add(helper);
                executor.execute(helper);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // No thread to be had is an OutOfMemoryError, or whatever a thread factory throws: the others do the work.
        } catch (Error e) {
            // Not thrown at once: helpers that have begun are waited for first.
            run.fail(e);
        }
        run.work(lanes);
        boolean interrupted = false;
        for (Helper helper : helpers) {
            interrupted |= helper.finish();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        run.throwFailure();
    }

    /** The same in the calling thread alone. */
    void runAlone(BatchRun run, Supplier<Lane> lanes) throws IOException {
        run.work(lanes);
        run.throwFailure();
    }

    /** A task that either has not begun, and then never does, or is waited for. */
    private static final class Helper implements Runnable {
        private final BatchRun run;
        private final Supplier<Lane> lanes;
        private State state = State.NEW;

        private enum State {
            NEW,
            RUNNING,
            DONE
        }

        Helper(BatchRun run, Supplier<Lane> lanes) {
            this.run = run;
            this.lanes = lanes;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (state != State.NEW) {
                    return;
                }
                state = State.RUNNING;
            }
            try {
                run.work(lanes);
            } finally {
                synchronized (this) {
                    state = State.DONE;
                    notifyAll();
                }
            }
        }

        /** Returns whether the wait was interrupted. */
        synchronized boolean finish() {
            boolean interrupted = false;
            if (state == State.NEW) {
                state = State.DONE;
            }
            while (state != State.DONE) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return interrupted;
        }
    }
}
