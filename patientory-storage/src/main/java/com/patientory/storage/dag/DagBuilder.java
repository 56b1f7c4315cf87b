package com.patientory.storage.dag;

import com.patientory.storage.Cid;
import com.patientory.storage.internal.dag.DagLink;
import com.patientory.storage.internal.dag.DagNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts content into leaves and builds the balanced tree over them while reading it once. Memory: one leaf and at most
 * {@code maxLinks} links for each level of the tree, of which there are three below 1 PiB.
 */
public final class DagBuilder {
    private final DagLayout layout;
    private final BlockSink sink;
    /** Links that wait for their parent, by level; index 0 holds links to leaves. */
    private final List<List<DagLink>> levels = new ArrayList<>();

    private DagBuilder(DagLayout layout, BlockSink sink) {
        this.layout = layout;
        this.sink = sink;
    }

    /**
     * Builds the tree over everything that is left in a channel. Blocks while it reads.
     *
     * @param content read to its end and left open; short reads are fine
     * @param layout how to cut
     * @param sink takes each block
     * @return the root and the sizes
     * @throws IOException from the channel or the sink
     */
    public static Dag build(ReadableByteChannel content, DagLayout layout, BlockSink sink) throws IOException {
        DagBuilder builder = new DagBuilder(layout, sink);
        ByteBuffer leaf = ByteBuffer.allocate(layout.leafBytes());
        long sizeBytes = 0;
        long leaves = 0;
        while (fill(leaf, content) || leaves == 0) {
            leaf.flip();
            sizeBytes += leaf.remaining();
            leaves++;
            Cid cid = Cid.hash(Cid.Codec.RAW, leaf);
            DagLink link = new DagLink(cid, leaf.remaining(), leaf.remaining());
            sink.accept(cid, leaf.asReadOnlyBuffer());
            builder.add(0, link);
            leaf.clear();
        }
        return new Dag(builder.finish(), sizeBytes, leaves);
    }

    private static boolean fill(ByteBuffer leaf, ReadableByteChannel content) throws IOException {
        while (leaf.hasRemaining()) {
            if (content.read(leaf) < 0) {
                break;
            }
        }
        return leaf.position() > 0;
    }

    /** A full level is emptied only when one more link comes, so that the last node of a level may be the root. */
    private void add(int level, DagLink link) throws IOException {
        if (level == levels.size()) {
            levels.add(new ArrayList<>());
        }
        List<DagLink> links = levels.get(level);
        if (links.size() == layout.maxLinks()) {
            addParent(level);
        }
        links.add(link);
    }

    private void addParent(int level) throws IOException {
        DagNode node = new DagNode(levels.get(level));
        levels.get(level).clear();
        ByteBuffer block = node.encode();
        DagLink link = node.linkTo(block);
        sink.accept(link.cid(), block.asReadOnlyBuffer());
        add(level + 1, link);
    }

    private Cid finish() throws IOException {
        int level = 0;
        while (level + 1 < levels.size() || levels.get(level).size() > 1) {
            addParent(level);
            level++;
        }
        return levels.get(level).get(0).cid();
    }
}
