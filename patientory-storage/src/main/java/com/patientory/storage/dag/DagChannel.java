package com.patientory.storage.dag;

import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A blob as a read-only channel over its blocks. Every byte that {@link #read} returns lies in a leaf whose SHA-256
 * was checked against the tree, and the tree against the blob's CID, after the block came from its source; a block
 * that does not match is a {@link BlobTamperedException} and nothing of it is returned. A failed read leaves the
 * position where it was, so it may be tried again. Memory: one leaf, and one node for each level of the tree. Not
 * thread-safe.
 */
public final class DagChannel implements SeekableByteChannel {
    /** What happens when a channel is closed. */
    @FunctionalInterface
    public interface OnClose {
        /** Nothing happens. */
        OnClose NOTHING = () -> {};

        /**
         * Gives back what the source holds; called once.
         *
         * @throws IOException when that fails
         */
        void close() throws IOException;
    }

    private final DagCursor cursor;
    private final OnClose onClose;
    private long position;
    private boolean open = true;

    private DagChannel(DagCursor cursor, OnClose onClose) {
        this.cursor = cursor;
        this.onClose = onClose;
    }

    /**
     * Opens a blob; fetches and checks its root. Blocks as the source does.
     *
     * @param root the blob
     * @param node the node that the source reads from, for error reports
     * @param source gives the blocks
     * @param onClose what to do when the channel is closed; not called when opening fails
     * @return the channel, at position 0
     * @throws IOException from the source; {@link BlobTamperedException} when the root does not match;
     *     {@link com.patientory.storage.MalformedDagException} when it is not a file node
     */
    public static DagChannel open(Cid root, NodeId node, BlockSource source, OnClose onClose) throws IOException {
        return new DagChannel(DagCursor.open(root, node, source), onClose);
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        requireOpen();
        if (position >= cursor.sizeBytes()) {
            return -1;
        }
        if (!dst.hasRemaining()) {
            return 0;
        }
        ByteBuffer leaf = cursor.contentFrom(position);
        int count = Math.min(leaf.remaining(), dst.remaining());
        dst.put(leaf.limit(leaf.position() + count));
        position += count;
        return count;
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position " + newPosition + ", must not be negative");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return cursor.sizeBytes();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            onClose.close();
        }
    }

    /** Always refuses: a blob does not change. */
    @Override
    public int write(ByteBuffer src) {
        throw new NonWritableChannelException();
    }

    /** Always refuses: a blob does not change. */
    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
