package com.patientory.storage.dag;

import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.MalformedDagException;
import com.patientory.storage.NodeId;
import com.patientory.storage.internal.dag.DagLink;
import com.patientory.storage.internal.dag.DagNode;
import com.patientory.storage.internal.dag.DagNodeParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Walks from the root to the leaf at a position and checks each block on the way; keeps the last path. */
final class DagCursor {
    /** Deeper than any blob of this universe; guards against a chain of nodes made to exhaust memory. */
    private static final int MAX_DEPTH = 16;

    private final NodeId node;
    private final BlockSource source;
    private final long sizeBytes;
    /** The verified blocks from the root, at the bottom, to the current leaf, on top. */
    private final Deque<Block> path = new ArrayDeque<>();

    /** A verified block and the stretch of content it covers; a leaf has no links. */
    private record Block(
            Cid cid,
            long offset,
            long size,
            ByteBuffer bytes,
            @Nullable DagNode links) {
        boolean covers(long position) {
            return position >= offset && position < offset + size;
        }
    }

    private DagCursor(NodeId node, BlockSource source, long sizeBytes) {
        this.node = node;
        this.source = source;
        this.sizeBytes = sizeBytes;
    }

    static DagCursor open(Cid root, NodeId node, BlockSource source) throws IOException {
        Block block = fetch(root, 0, BlockSource.UNKNOWN_BYTES, node, source);
        DagCursor cursor = new DagCursor(node, source, block.size);
        cursor.path.push(block);
        return cursor;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** The content of the leaf at {@code position}, from there to the leaf's end; fetches what is not at hand. */
    ByteBuffer contentFrom(long position) throws IOException {
        while (!top().covers(position)) {
            path.pop();
        }
        for (DagNode links = top().links; links != null; links = top().links) {
            if (path.size() > MAX_DEPTH) {
                throw new MalformedDagException(top().cid, 0, "deeper than " + MAX_DEPTH + " levels");
            }
            path.push(child(top().offset, links, position));
        }
        ByteBuffer content = top().bytes.asReadOnlyBuffer();
        return content.position(content.position() + (int) (position - top().offset));
    }

    private Block top() {
        return path.element();
    }

    private Block child(long parentOffset, DagNode parent, long position) throws IOException {
        long offset = parentOffset;
        for (DagLink link : parent.links()) {
            if (position < offset + link.contentBytes()) {
                return fetch(link.cid(), offset, link.contentBytes(), node, source);
            }
            offset += link.contentBytes();
        }
        throw new AssertionError("a node covers the sum of its links, so one of them covers " + position);
    }

    private static Block fetch(Cid cid, long offset, long size, NodeId node, BlockSource source) throws IOException {
        ByteBuffer bytes = source.fetch(cid, offset, size);
        if (!cid.matches(bytes)) {
            throw new BlobTamperedException(node, cid, offset);
        }
        DagNode links = cid.codec() == Cid.Codec.RAW ? null : DagNodeParser.parse(cid, bytes);
        long actual = links == null ? bytes.remaining() : links.contentBytes();
        if (size != BlockSource.UNKNOWN_BYTES && size != actual) {
            throw new MalformedDagException(cid, 0, "covers " + actual + " bytes, its parent says " + size);
        }
        return new Block(cid, offset, actual, links == null ? bytes : ByteBuffer.allocate(0), links);
    }
}
