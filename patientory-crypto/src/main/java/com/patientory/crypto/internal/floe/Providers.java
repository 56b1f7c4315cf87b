package com.patientory.crypto.internal.floe;

import com.patientory.crypto.internal.io.Workers;
import java.security.Provider;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which provider encrypts: the platform's, and from the first long work of a process on a faster one that is on the class
 * path.
 *
 * <p>Loading a native library takes longer than encrypting ten megabytes, so it is done beside the work, and short-lived
 * processes never do it. {@code -Dpatientory.crypto.provider} says otherwise: {@code platform} stays with the platform's,
 * {@code corretto} or {@code conscrypt} takes only that one.
 */
final class Providers {
    static final String PROPERTY = "patientory.crypto.provider";

    /** Shorter work is done before a library would be loaded. */
    static final long LONG_BYTES = 32L * 1024 * 1024;

    private static final AtomicBoolean SOUGHT = new AtomicBoolean();
    private static volatile @Nullable Provider fast;

    private Providers() {}

    /** The faster one, once it is loaded and has proved itself; null: the platform's. */
    static @Nullable Provider fast() {
        return fast;
    }

    /** Begins to look for a faster one in the background, once in a process and only for long work; returns at once. */
    static void seekFor(long bytes) {
        if (bytes >= LONG_BYTES && !SOUGHT.get()) {
            Workers.shared().execute(Providers::seek);
        }
    }

    /** Looks for a faster one, once in a process: a second call waits for the first. */
    static synchronized @Nullable Provider seek() {
        if (SOUGHT.compareAndSet(false, true)) {
            fast = FastProvider.load(System.getProperty(PROPERTY, ""));
        }
        return fast;
    }
}
