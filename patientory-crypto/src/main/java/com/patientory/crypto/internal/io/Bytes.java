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
        return read(in, ByteBuffer.wrap(to, 0, length), position);
    }

    /** Fills a buffer from its beginning, from a place of a file; returns less than its limit only at the file's end. */
    public static int read(FileChannel in, ByteBuffer to, long position) throws IOException {
        while (to.hasRemaining() && in.read(to, position + to.position()) >= 0) {
            // Each call reads some more.
        }
        return to.position();
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
        write(out, ByteBuffer.wrap(from, 0, length), position);
    }

    /** Writes a buffer from its beginning, at a place of a file. */
    public static void write(FileChannel out, ByteBuffer from, long position) throws IOException {
        while (from.hasRemaining()) {
            out.write(from, position + from.position());
        }
    }
}
