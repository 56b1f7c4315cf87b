package com.patientory.storage.internal.multiformats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Unsigned LEB128 of at most 63 bits, as multiformats and protobuf write it; reading insists on the shortest form. */
public final class Varint {
    private static final int LONGEST_BYTES = 9;

    private Varint() {}

    /** Appends {@code value}, which is not negative. */
    public static void write(long value, ByteArrayOutputStream out) {
        if (value < 0) {
            throw new IllegalArgumentException("varint of " + value + ", must not be negative");
        }
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Reads one varint at the buffer's position and moves past it. */
    public static long read(ByteBuffer in) throws EncodingException {
        int start = in.position();
        long value = 0;
        for (int i = 0; i < LONGEST_BYTES; i++) {
            if (!in.hasRemaining()) {
                throw new EncodingException(in.position(), "varint is cut off");
            }
            byte b = in.get();
            value |= (long) (b & 0x7f) << (7 * i);
            if (b >= 0) {
                if (b == 0 && i > 0) {
                    throw new EncodingException(start, "varint is longer than needed");
                }
                return value;
            }
        }
        throw new EncodingException(start, "varint has more than 63 bits");
    }
}
