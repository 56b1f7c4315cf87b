package com.patientory.crypto;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Random;

/** Streams and channels that move a few bytes at a time, as sockets do. */
final class SlowStreams {
    private static final int MOST_BYTES = 997;

    private SlowStreams() {}

    static InputStream slow(InputStream in, long seed) {
        Random random = new Random(seed);
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, Math.min(length, 1 + random.nextInt(MOST_BYTES)));
            }
        };
    }

    static ReadableByteChannel slow(ReadableByteChannel in, long seed) {
        return new SlowChannel(in, null, null, seed);
    }

    static WritableByteChannel slow(WritableByteChannel out, long seed) {
        return new SlowChannel(null, out, null, seed);
    }

    static SeekableByteChannel slow(SeekableByteChannel both, long seed) {
        return new SlowChannel(both, both, both, seed);
    }

    /** Gives some bytes and then fails, for good. */
    static InputStream broken(byte[] before, IOException failure) {
        InputStream unreadable = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                throw failure;
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(before), unreadable);
    }

    static OutputStream slow(OutputStream out, long seed) {
        return Channels.newOutputStream(slow(Channels.newChannel(out), seed));
    }

    /** As somebody writes who has it in pieces, one byte among them. */
    static void writeInPieces(byte[] bytes, OutputStream out, long seed) throws IOException {
        Random random = new Random(seed);
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(bytes.length - at, random.nextInt(10_000));
            if (count == 1) {
                out.write(bytes[at]);
            } else {
                out.write(bytes, at, count);
            }
            at += count;
        }
    }

    private static final class SlowChannel implements SeekableByteChannel {
        private final ReadableByteChannel in;
        private final WritableByteChannel out;
        private final SeekableByteChannel place;
        private final Random random;

        SlowChannel(ReadableByteChannel in, WritableByteChannel out, SeekableByteChannel place, long seed) {
            this.in = in;
            this.out = out;
            this.place = place;
            this.random = new Random(seed);
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            ByteBuffer part = part(to);
            int count = in.read(part);
            to.position(to.position() + Math.max(0, count));
            return count;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            int count = out.write(part(from));
            from.position(from.position() + count);
            return count;
        }

        private ByteBuffer part(ByteBuffer whole) {
            return whole.slice(whole.position(), Math.min(whole.remaining(), 1 + random.nextInt(MOST_BYTES)));
        }

        @Override
        public long position() throws IOException {
            return place.position();
        }

        @Override
        public SeekableByteChannel position(long newPosition) throws IOException {
            place.position(newPosition);
            return this;
        }

        @Override
        public long size() throws IOException {
            return place.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            if (place != null) {
                place.close();
            }
        }
    }
}
