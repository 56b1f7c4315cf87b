package com.patientory.storage.testkit;

import com.patientory.storage.BlobContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** Content computed from a seed, of any size, without keeping it: byte {@code i} can be asked for alone. */
public final class SampleContent implements BlobContent {
    private final long seed;
    private final long sizeBytes;
    private final int longestRead;
    private final AtomicInteger opened = new AtomicInteger();

    private SampleContent(long seed, long sizeBytes, int longestRead) {
        this.seed = seed;
        this.sizeBytes = sizeBytes;
        this.longestRead = longestRead;
    }

    /** Content of a size; equal seeds and sizes give equal content. */
    public static SampleContent of(long seed, long sizeBytes) {
        return new SampleContent(seed, sizeBytes, Integer.MAX_VALUE);
    }

    /** The same content from a channel that gives at most so many bytes at once, and now and then none. */
    public SampleContent inShortReads(int longestReadBytes) {
        return new SampleContent(seed, sizeBytes, longestReadBytes);
    }

    /** Length of the content. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** How often this has been opened. */
    public int timesOpened() {
        return opened.get();
    }

    /** The byte at a position. */
    public byte byteAt(long position) {
        long x = seed * 0x9E3779B97F4A7C15L + (position >>> 3);
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        x ^= (x >>> 31);
        return (byte) (x >>> (8 * (position & 7)));
    }

    /** A stretch of the content. */
    public byte[] bytes(long from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = byteAt(from + i);
        }
        return bytes;
    }

    /** All of the content, which must fit into an array. */
    public byte[] bytes() {
        return bytes(0, Math.toIntExact(sizeBytes));
    }

    @Override
    public ReadableByteChannel open() {
        opened.incrementAndGet();
        return new Channel();
    }

    private final class Channel implements ReadableByteChannel {
        private long position;
        private int reads;
        private boolean open = true;

        @Override
        public int read(ByteBuffer dst) throws IOException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (position == sizeBytes) {
                return -1;
            }
            if (longestRead < Integer.MAX_VALUE && ++reads % 7 == 0) {
                return 0;
            }
            int count = (int) Math.min(Math.min(dst.remaining(), longestRead), sizeBytes - position);
            for (int i = 0; i < count; i++) {
                dst.put(byteAt(position++));
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
