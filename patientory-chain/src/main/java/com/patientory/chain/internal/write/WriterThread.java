package com.patientory.chain.internal.write;

import com.patientory.chain.model.PatientoryChainException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread that runs messages in order and, after each round and at least every pause, a pump. */
final class WriterThread {
    private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);
    private static final long PAUSE_MILLIS = 200;
    private static final int ROUND = 256;

    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final Runnable pump;
    private final Thread thread;
    private volatile boolean running = true;

    WriterThread(Runnable pump) {
        this.pump = pump;
        this.thread = new Thread(this::run, "patientory-writer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void tell(Runnable message) {
        mailbox.add(message);
    }

    private void run() {
        while (running) {
            try {
                Runnable message = mailbox.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                for (int i = 0; message != null && i < ROUND; i++) {
                    message.run();
                    message = i + 1 < ROUND ? mailbox.poll() : null;
                }
                if (running) {
                    pump.run();
                }
            } catch (PatientoryChainException e) {
                LOG.warn("a round of the writer failed and will be repeated: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("a bug in a round of the writer", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Stops after the current message and waits for it. */
    void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
