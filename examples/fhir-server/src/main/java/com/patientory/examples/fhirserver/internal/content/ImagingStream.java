package com.patientory.examples.fhirserver.internal.content;

import com.patientory.examples.fhirserver.Markers;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/** Header, computed pixels, padding header, zeros: one block at a time, each from a seed of its own. */
final class ImagingStream extends InputStream {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final long BLOCKS_PER_MARKER = (1 << 20) / BLOCK_BYTES;
    private static final long SEED = 20260901L;
    private static final byte[] MARKER = Markers.IMAGING.getBytes(StandardCharsets.US_ASCII);

    private final byte[] header;
    private final byte[] padding;
    private final long pixelsEnd;
    private final long sizeBytes;
    private final ByteBuffer pixels = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    ImagingStream(byte[] header, long pixelBytes, byte[] padding, long sizeBytes) {
        this.header = header;
        this.padding = padding;
        this.pixelsEnd = header.length + pixelBytes;
        this.sizeBytes = sizeBytes;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** May read less than asked, as it stops at the seams. */
    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position == sizeBytes) {
            return -1;
        }
        int count;
        if (position < header.length) {
            count = copy(header, (int) position, header.length, target, offset, length);
        } else if (position < pixelsEnd) {
            count = readPixels(target, offset, length);
        } else if (position < pixelsEnd + padding.length) {
            count = copy(padding, (int) (position - pixelsEnd), padding.length, target, offset, length);
        } else {
            count = (int) Math.min(length, sizeBytes - position);
            Arrays.fill(target, offset, offset + count, (byte) 0);
        }
        position += count;
        return count;
    }

    private int readPixels(byte[] target, int offset, int length) {
        long inPixels = position - header.length;
        int inBlock = (int) (inPixels % BLOCK_BYTES);
        if (inBlock == 0) {
            compute(inPixels / BLOCK_BYTES);
        }
        return copy(pixels.array(), inBlock, BLOCK_BYTES, target, offset, length);
    }

    private void compute(long block) {
        SplittableRandom random = new SplittableRandom(SEED + block);
        for (int i = 0; i < BLOCK_BYTES; i += Long.BYTES) {
            pixels.putLong(i, random.nextLong());
        }
        if (block % BLOCKS_PER_MARKER == 0) {
            pixels.put(0, MARKER);
        }
    }

    private static int copy(byte[] source, int from, int end, byte[] target, int offset, int length) {
        int count = Math.min(end - from, length);
        System.arraycopy(source, from, target, offset, count);
        return count;
    }
}
