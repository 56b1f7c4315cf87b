package com.patientory.crypto.internal.io;

import java.nio.Buffer;

/** Moves a buffer's bounds by the methods of {@link Buffer}: those of its subclasses are absent from Android's API 26. */
public final class Buffers {
    private Buffers() {}

    /** From 0 to its capacity. */
    public static void clear(Buffer buffer) {
        buffer.clear();
    }

    /** From 0 to a limit. */
    public static void clear(Buffer buffer, int limit) {
        buffer.clear();
        buffer.limit(limit);
    }

    /** What was filled, to be read. */
    public static void flip(Buffer buffer) {
        buffer.flip();
    }

    /** The next bytes only. */
    public static void next(Buffer buffer, int bytes) {
        buffer.limit(buffer.position() + bytes);
    }

    public static void skip(Buffer buffer, int bytes) {
        buffer.position(buffer.position() + bytes);
    }
}
