package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The baseline: the bytes pass through the program unchanged, 256 KiB at a time. */
final class PlainCopy {
    /** What a library that writes the file itself is given at a time. */
    static final int FEED_BYTES = 1024 * 1024;

    /**
     * What is written at a time. Not 1 MiB: for an aligned write of that length ext4 looks for as long a piece of free memory,
     * which took 2 to 10 times as long on a machine that had been running for a while.
     */
    static final int BUFFER_BYTES = 256 * 1024;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    void copy(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(in, out, buffer);
        }
    }

    /** Half of it: what reading costs everybody. */
    void read(Path from) throws IOException {
        try (FileChannel in = FileChannel.open(from)) {
            buffer.clear();
            while (in.read(buffer) >= 0) {
                buffer.clear();
            }
        }
    }

    /** The other half. */
    void write(long bytes, Path to) throws IOException {
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long done = 0; done < bytes; done += buffer.limit()) {
                buffer.clear();
                buffer.limit((int) Math.min(buffer.capacity(), bytes - done));
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        }
    }

    /** The same by the system's own program, whose start counts. */
    static void system(Path from, Path to) throws IOException {
        Process process = new ProcessBuilder("cp", from.toString(), to.toString())
                .inheritIO()
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("cp failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
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
