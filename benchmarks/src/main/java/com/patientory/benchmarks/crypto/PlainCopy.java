package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The baseline: the bytes pass through the program unchanged, a megabyte at a time. */
final class PlainCopy {
    private static final int BUFFER_BYTES = 1024 * 1024;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    void copy(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(in, out, buffer);
        }
    }

    static void copy(ReadableByteChannel in, WritableByteChannel out, ByteBuffer buffer) throws IOException {
        for (buffer.clear(); in.read(buffer) >= 0; buffer.clear()) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
    }
}
