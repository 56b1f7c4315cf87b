package com.patientory.crypto.internal.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file from some byte on, as if it were a file of its own; closing it closes the file. */
public final class FileRegion extends FileChannel {
    private final FileChannel file;
    private final long start;
    private final Closeable closing;

    private FileRegion(FileChannel file, long start, Closeable closing) {
        this.file = file;
        this.start = start;
        this.closing = closing;
    }

    /** Begins at {@code start}, and moves the file's own position there. */
    public static FileRegion from(FileChannel file, long start) throws IOException {
        return from(file, start, file);
    }

    /** The same, closed in a way of its own. */
    public static FileRegion from(FileChannel file, long start, Closeable closing) throws IOException {
        file.position(start);
        return new FileRegion(file, start, closing);
    }

    /** All of it. */
    public FileChannel file() {
        return file;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return file.read(to);
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        return file.read(to, offset, length);
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
        return file.read(to, shifted(position));
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return file.write(from);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        return file.write(from, offset, length);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        return file.write(from, shifted(position));
    }

    @Override
    public long position() throws IOException {
        return file.position() - start;
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        file.position(shifted(newPosition));
        return this;
    }

    @Override
    public long size() throws IOException {
        return Math.max(0, file.size() - start);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        file.truncate(shifted(size));
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        file.force(metadata);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return file.transferTo(shifted(position), count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return file.transferFrom(source, shifted(position), count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return file.map(mode, shifted(position), size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException("A region is not locked by itself");
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException("A region is not locked by itself");
    }

    @Override
    protected void implCloseChannel() throws IOException {
        closing.close();
    }

    private long shifted(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("position is " + position + ", must not be negative");
        }
        return Math.addExact(start, position);
    }
}
