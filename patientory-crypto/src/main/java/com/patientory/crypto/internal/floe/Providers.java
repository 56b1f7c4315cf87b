package com.patientory.crypto.internal.floe;

import com.patientory.crypto.internal.io.Workers;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which provider encrypts: the platform's, and after the first gigabyte of a process the fastest that is on the class
 * path.
 *
 * <p>Loading a native library takes longer than encrypting a gigabyte, so it is done beside the work, and short-lived
 * processes never do it. Which one is faster depends on the processor and the platform's version, so it is measured.
 * {@code -Dpatientory.crypto.provider} says otherwise: {@code platform} stays with the platform's, {@code corretto} or
 * {@code conscrypt} takes only that one.
 */
final class Providers {
    static final String PROPERTY = "patientory.crypto.provider";

    /** Before this a library would not pay for its loading. */
    private static final long LONG_BYTES = 1024L * 1024 * 1024;

    /** Who names a provider has it from the first file on. */
    private static final long WAIT_BYTES = System.getProperty(PROPERTY, "").isEmpty() ? LONG_BYTES : 0;

    private static final AtomicLong DONE = new AtomicLong();
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final AtomicBoolean SOUGHT = new AtomicBoolean();
    private static volatile @Nullable Provider fast;

    private Providers() {}

    /** The faster one, once it is loaded and has proved itself; null: the platform's. */
    static @Nullable Provider fast() {
        return fast;
    }

    /** Counts work; begins to look for a faster one in the background when there is much, once in a process. */
    static void worked(long bytes) {
        if (!SOUGHT.get() && DONE.addAndGet(bytes) >= WAIT_BYTES && BEGUN.compareAndSet(false, true)) {
            try {
                Workers.shared().execute(Providers::seek);
            } catch (RejectedExecutionException e) {
                // All are busy: a later segment asks again.
                BEGUN.set(false);
            }
        }
    }

    /** Looks for a faster one, once in a process: a second call waits for the first. */
    static synchronized @Nullable Provider seek() {
        if (SOUGHT.compareAndSet(false, true)) {
            try {
                fast = FastProvider.load(System.getProperty(PROPERTY, ""), Race::nanos);
            } catch (GeneralSecurityException e) {
                // It worked a moment ago; the platform's does.
                fast = null;
            }
        }
        return fast;
    }
}
