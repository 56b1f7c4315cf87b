package com.patientory.crypto.fuzz;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file that stands in an array. */
final class MemoryChannel implements SeekableByteChannel {
    private final byte[] content;
    private long position;
    private boolean open = true;

    MemoryChannel(byte[] content) {
        this.content = content;
    }

    @Override
    public int read(ByteBuffer to) {
        if (position >= content.length) {
            return -1;
        }
        int count = Math.min(to.remaining(), content.length - (int) position);
        to.put(content, (int) position, count);
        position += count;
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
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
