package com.patientory.chain.internal.write;

import com.patientory.chain.model.PatientoryChainException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread that runs messages in order and, after each round and at least every pause, a pump. */
final class LaneThread {
    private static final Logger LOG = LoggerFactory.getLogger(LaneThread.class);
    private static final long PAUSE_MILLIS = 200;
    private static final long ROUND_MILLIS = 2_000;
    private static final int ROUND = 4_096;

    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Pump pump;
    private final Thread thread;
    private volatile boolean running = true;
    private boolean started;

    /** What a lane does when its messages are read. */
    interface Pump {
        /** Returns true when there is more to do at once. */
        boolean run();

        /** Comes last, on the thread itself: nobody else may touch what the pump uses while a round hangs. */
        void ended();
    }

    LaneThread(Pump pump) {
        this.pump = pump;
        this.thread = new Thread(this::run, "patientory-writer");
        thread.setDaemon(true);
    }

    void start() {
        started = true;
        thread.start();
    }

    void tell(Runnable message) {
        mailbox.add(message);
    }

    /** Ends a pause. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            mailbox.add(() -> {});
        }
    }

    private void run() {
        try {
            turn();
        } finally {
            // An interrupted thread can write to no file.
            var unused = Thread.interrupted();
            pump.ended();
        }
    }

    private void turn() {
        boolean more = false;
        while (running) {
            try {
                Runnable message = more ? mailbox.poll() : mailbox.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                woken.set(false);
                for (int i = 0; running && message != null && i < ROUND; i++) {
                    message.run();
                    message = i + 1 < ROUND ? mailbox.poll() : null;
                }
                more = running && pump.run();
            } catch (PatientoryChainException e) {
                LOG.warn("a round of the writer failed and will be repeated: {}", e.getMessage());
                more = pause();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Also without memory for a moment: a lane that ends would leave its futures open for ever.
                LOG.error("a bug in a round of the writer", e);
                more = pause();
            }
        }
    }

    private boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            running = false;
        }
        return false;
    }

    /** Asks to stop after the current round. */
    void end() {
        running = false;
        tell(() -> {});
    }

    /** Waits for the end, and interrupts a round that takes long; one that hangs all the same ends when it can. */
    void join() {
        if (!started) {
            pump.ended();
            return;
        }
        try {
            thread.join(ROUND_MILLIS);
            thread.interrupt();
            thread.join(ROUND_MILLIS);
            if (thread.isAlive()) {
                LOG.warn("a thread of the writer hangs, and keeps its journal until it ends");
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
