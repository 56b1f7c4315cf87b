package com.patientory.storage.internal.dag;

import com.patientory.storage.Cid;
import com.patientory.storage.internal.multiformats.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tree node of a file: links in order, each with the content bytes under it. Its block is a dag-pb {@code PBNode}
 * whose data is a UnixFS {@code File} without inline bytes; links stand before the data, as the dag-pb specification
 * asks of writers.
 *
 * @param links the children, in the order of content
 */
public record DagNode(List<DagLink> links) {
    /** Copies the list. */
    public DagNode {
        links = List.copyOf(links);
    }

    /** Content bytes under this node. */
    public long contentBytes() {
        return links.stream().mapToLong(DagLink::contentBytes).sum();
    }

    /** The node's block. */
    public ByteBuffer encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(links.size() * 56 + 16);
        for (DagLink link : links) {
            writeBytes(out, Fields.NODE_LINK, encodeLink(link));
        }
        writeBytes(out, Fields.NODE_DATA, encodeUnixFs());
        return ByteBuffer.wrap(out.toByteArray());
    }

    /** A link to this node, whose block is {@code block}. */
    public DagLink linkTo(ByteBuffer block) {
        long below = links.stream().mapToLong(DagLink::cumulativeBytes).sum();
        return new DagLink(Cid.hash(Cid.Codec.DAG_PB, block), contentBytes(), below + block.remaining());
    }

    private static byte[] encodeLink(DagLink link) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(56);
        writeBytes(out, Fields.LINK_HASH, link.cid().toBytes());
        writeBytes(out, Fields.LINK_NAME, new byte[0]);
        writeNumber(out, Fields.LINK_TSIZE, link.cumulativeBytes());
        return out.toByteArray();
    }

    private byte[] encodeUnixFs() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(links.size() * 5 + 16);
        writeNumber(out, Fields.UNIXFS_TYPE, Fields.TYPE_FILE);
        writeNumber(out, Fields.UNIXFS_FILESIZE, contentBytes());
        for (DagLink link : links) {
            writeNumber(out, Fields.UNIXFS_BLOCKSIZES, link.contentBytes());
        }
        return out.toByteArray();
    }

    private static void writeBytes(ByteArrayOutputStream out, int tag, byte[] bytes) {
        out.write(tag);
        Varint.write(bytes.length, out);
        out.writeBytes(bytes);
    }

    private static void writeNumber(ByteArrayOutputStream out, int tag, long number) {
        out.write(tag);
        Varint.write(number, out);
    }
}
