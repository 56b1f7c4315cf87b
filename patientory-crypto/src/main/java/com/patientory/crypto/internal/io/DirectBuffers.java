package com.patientory.crypto.internal.io;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory outside the heap for reading and writing files: spares the copy that the platform makes of arrays, which it also
 * keeps without erasing.
 *
 * <p>The JVM gives such memory back only when it collects garbage, so a few buffers are kept for the next file: 8 MiB at
 * most.
 */
public final class DirectBuffers {
    private static final int POOLED_BYTES = 1024 * 1024;
    private static final int POOLED_BUFFERS = 8;
    private static final int ZEROS_BYTES = 16 * 1024;
    private static final Deque<ByteBuffer> POOL = new ArrayDeque<>();

    private DirectBuffers() {}

    /** An empty buffer with this limit; its capacity may be larger. */
    public static ByteBuffer take(int bytes) {
        ByteBuffer buffer = null;
        if (bytes <= POOLED_BYTES) {
            synchronized (POOL) {
                buffer = POOL.poll();
            }
        }
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(Math.max(bytes, POOLED_BYTES));
        }
        Buffers.clear(buffer, bytes);
        return buffer;
    }

    /** Takes back what the caller does not use any more, and has erased where it must be. */
    public static void give(ByteBuffer buffer) {
        if (buffer.capacity() == POOLED_BYTES) {
            synchronized (POOL) {
                if (POOL.size() < POOLED_BUFFERS) {
                    POOL.push(buffer);
                }
            }
        }
    }

    /** Fills it with zeros, whatever its position and limit. */
    public static void erase(ByteBuffer buffer) {
        byte[] zeros = new byte[ZEROS_BYTES];
        Buffers.clear(buffer);
        while (buffer.hasRemaining()) {
            buffer.put(zeros, 0, Math.min(zeros.length, buffer.remaining()));
        }
    }
}
