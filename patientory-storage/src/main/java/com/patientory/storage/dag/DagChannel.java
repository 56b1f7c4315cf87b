package com.patientory.storage.dag;

import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.internal.channel.ReadOnlyChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A blob as a read-only channel over its blocks. Every byte that {@code read} returns lies in a leaf whose SHA-256
 * was checked against the tree, and the tree against the blob's CID, after the block came from its source; a block
 * that does not match is a {@link BlobTamperedException} and nothing of it is returned. A failed read leaves the
 * position where it was, so it may be tried again. Memory: one leaf, and one node for each level of the tree. Not
 * thread-safe.
 */
public final class DagChannel {
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

    private DagChannel() {}

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
    public static SeekableByteChannel open(Cid root, NodeId node, BlockSource source, OnClose onClose)
            throws IOException {
        return new Blob(DagCursor.open(root, node, source), onClose);
    }

    private static final class Blob extends ReadOnlyChannel {
        private final DagCursor cursor;
        private final OnClose onClose;

        Blob(DagCursor cursor, OnClose onClose) {
            this.cursor = cursor;
            this.onClose = onClose;
        }

        @Override
        protected int readAt(long from, ByteBuffer dst) throws IOException {
            ByteBuffer leaf = cursor.contentFrom(from);
            int count = Math.min(leaf.remaining(), dst.remaining());
            dst.put(leaf.limit(leaf.position() + count));
            return count;
        }

        @Override
        protected long sizeBytes() {
            return cursor.sizeBytes();
        }

        @Override
        protected void release() throws IOException {
            onClose.close();
        }
    }
}
