package com.patientory.storage.internal.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Position and end of a channel over something that does not change; where the bytes come from is the subclass's. A
 * failed read leaves the position where it was. Not thread-safe.
 */
public abstract class ReadOnlyChannel implements SeekableByteChannel {
    private long position;
    private boolean open = true;

    /**
     * Reads some bytes.
     *
     * @param from below {@link #sizeBytes}
     * @param dst has room for at least one byte
     * @return how many were read
     * @throws IOException when they cannot be had; the channel's position then stays
     */
    protected abstract int readAt(long from, ByteBuffer dst) throws IOException;

    /**
     * How much there is to read.
     *
     * @return bytes
     */
    protected abstract long sizeBytes();

    /**
     * Gives back what is held; called once.
     *
     * @throws IOException when that fails
     */
    protected abstract void release() throws IOException;

    @Override
    public final int read(ByteBuffer dst) throws IOException {
        requireOpen();
        if (position >= sizeBytes()) {
            return -1;
        }
        if (!dst.hasRemaining()) {
            return 0;
        }
        int count = readAt(position, dst);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public final long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public final SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position " + newPosition + ", must not be negative");
        }
        position = newPosition;
        return this;
    }

    @Override
    public final long size() throws IOException {
        requireOpen();
        return sizeBytes();
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    @Override
    public final void close() throws IOException {
        if (open) {
            open = false;
            release();
        }
    }

    /** Always refuses: a blob does not change. */
    @Override
    public final int write(ByteBuffer src) {
        throw new NonWritableChannelException();
    }

    /** Always refuses: a blob does not change. */
    @Override
    public final SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
