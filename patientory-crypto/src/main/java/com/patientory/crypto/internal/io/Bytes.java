package com.patientory.crypto.internal.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;

/** Reads and writes that take as many calls as the other side needs. */
public final class Bytes {
    private Bytes() {}

    /** Reads until {@code length} bytes are there or the stream ends; returns how many there are. */
    public static int read(InputStream in, byte[] to, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = in.read(to, offset + done, length - done);
            if (count < 0) {
                break;
            }
            done += count;
        }
        return done;
    }

    /** Reads at a place of a file, whatever its own position; returns less than {@code length} only at its end. */
    public static int read(FileChannel in, byte[] to, int length, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(to, 0, length);
        while (buffer.hasRemaining() && in.read(buffer, position + buffer.position()) >= 0) {
            // Each call reads some more.
        }
        return buffer.position();
    }

    /** Reads at a place of a channel, moving its position; returns less than {@code length} only at its end. */
    public static int read(SeekableByteChannel in, byte[] to, int length, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(to, 0, length);
        in.position(position);
        while (buffer.hasRemaining() && in.read(buffer) >= 0) {
            // Each call reads some more.
        }
        return buffer.position();
    }

    /** Writes all at a place of a file, whatever its own position. */
    public static void write(FileChannel out, byte[] from, int length, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(from, 0, length);
        while (buffer.hasRemaining()) {
            out.write(buffer, position + buffer.position());
        }
    }
}
