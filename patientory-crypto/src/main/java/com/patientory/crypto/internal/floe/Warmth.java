package com.patientory.crypto.internal.floe;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much a process has encrypted yet.
 *
 * <p>The JDK's fast path is reached through methods that have been called often, and a call with a whole segment counts
 * only once: the first bytes of a process go in slices, and the first GiB takes half a second instead of several.
 */
final class Warmth {
    private static final int SLICE_BYTES = 1024;
    private static final AtomicLong SEALED = new AtomicLong();

    private Warmth() {}

    /** In which slices to encrypt so many bytes. */
    static int sliceBytes(int length) {
        if (SEALED.get() >= Providers.LONG_BYTES) {
            return length;
        }
        Providers.seekFor(SEALED.addAndGet(length));
        return SLICE_BYTES;
    }
}
