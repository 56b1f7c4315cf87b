package com.patientory.crypto.internal.io;

import java.io.ByteArrayOutputStream;

/** Holds what was written to it until it is taken; its writer fills it only when it is empty, so it stays small. */
public final class Drain extends ByteArrayOutputStream {
    private int taken;

    /** How many bytes wait. */
    public synchronized int available() {
        return count - taken;
    }

    /** Takes up to {@code length} bytes, and returns how many. */
    public synchronized int take(byte[] to, int offset, int length) {
        int part = Math.min(length, available());
        System.arraycopy(buf, taken, to, offset, part);
        taken += part;
        if (taken == count) {
            reset();
            taken = 0;
        }
        return part;
    }
}
