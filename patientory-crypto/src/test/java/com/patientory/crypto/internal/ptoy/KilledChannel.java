package com.patientory.crypto.internal.ptoy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file whose process is killed after so many written bytes: the write that reaches them is cut short, for good. */
final class KilledChannel extends FileChannel {
    private final FileChannel file;
    private long bytesLeft;
    private int forces;

    KilledChannel(FileChannel file, long bytesLeft) {
        this.file = file;
        this.bytesLeft = bytesLeft;
    }

    /** What the dead process would have thrown. */
    static final class Killed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
        requireAlive();
        return file.read(to, position);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        requireAlive();
        ByteBuffer part = from.duplicate();
        part.limit(part.position() + (int) Math.min(part.remaining(), bytesLeft));
        int written = file.write(part, position);
        from.position(from.position() + written);
        bytesLeft -= written;
        requireAlive();
        return written;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        requireAlive();
        file.force(metadata);
        forces++;
    }

    /** How often it was forced to the device. */
    int forces() {
        return forces;
    }

    private void requireAlive() throws Killed {
        if (bytesLeft == 0) {
            throw new Killed();
        }
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int read(ByteBuffer to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
