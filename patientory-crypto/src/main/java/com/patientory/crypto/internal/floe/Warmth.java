package com.patientory.crypto.internal.floe;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much a process has encrypted yet.
 *
 * <p>The JDK's fast path is reached through methods that have been called often, and a call with a whole segment counts
 * only once: the first bytes of a process go in small slices, of which 256 bytes were the best on two Java versions.
 */
final class Warmth {
    private static final int SLICE_BYTES = 256;
    static final long COLD_BYTES = 32L * 1024 * 1024;
    private static final AtomicLong SEALED = new AtomicLong();
    private static final AtomicLong FILES = new AtomicLong();

    private Warmth() {}

    /**
     * Counts a file; whether it would be done before the compiler is: then the calling thread works alone, as a second one
     * would take the processor from the compiler.
     */
    static boolean isColdFor(long plaintextBytes) {
        return FILES.addAndGet(plaintextBytes) < COLD_BYTES;
    }

    /** In which slices to encrypt so many bytes. */
    static int sliceBytes(int length) {
        if (SEALED.get() >= COLD_BYTES) {
            return length;
        }
        SEALED.addAndGet(length);
        return SLICE_BYTES;
    }
}
