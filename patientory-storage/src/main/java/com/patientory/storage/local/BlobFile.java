package com.patientory.storage.local;

import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.dag.BlockSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A blob's file, read: content, then the tree nodes each behind its length, then the trailer. Nothing in it is
 * trusted; whatever it says wrongly makes some block not match its CID. A blob of one leaf is its content alone.
 */
final class BlobFile implements BlockSource, AutoCloseable {
    private final NodeId node;
    private final Cid root;
    private final FileChannel file;
    private final long contentBytes;
    private final Map<Cid, Extent> nodes;

    private record Extent(long position, int length) {}

    private BlobFile(NodeId node, Cid root, FileChannel file, long contentBytes, Map<Cid, Extent> nodes) {
        this.node = node;
        this.root = root;
        this.file = file;
        this.contentBytes = contentBytes;
        this.nodes = nodes;
    }

    static BlobFile open(NodeId node, Cid root, Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            if (root.codec() == Cid.Codec.RAW) {
                return new BlobFile(node, root, file, file.size(), Map.of());
            }
            long contentBytes = contentBytes(node, root, file);
            Map<Cid, Extent> nodes = readNodes(node, root, file, contentBytes);
            return new BlobFile(node, root, file, contentBytes, nodes);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Length of the content as the file tells it, not verified. */
    static long contentBytes(NodeId node, Cid root, FileChannel file) throws IOException {
        if (root.codec() == Cid.Codec.RAW) {
            return file.size();
        }
        if (file.size() < Trailer.BYTES) {
            throw new BlobTamperedException(node, root, 0);
        }
        long contentBytes = Trailer.contentBytes(read(file, file.size() - Trailer.BYTES, Trailer.BYTES));
        if (contentBytes < 0 || contentBytes > file.size() - Trailer.BYTES) {
            throw new BlobTamperedException(node, root, 0);
        }
        return contentBytes;
    }

    private static Map<Cid, Extent> readNodes(NodeId node, Cid root, FileChannel file, long from) throws IOException {
        Map<Cid, Extent> nodes = new HashMap<>();
        long position = from;
        long end = file.size() - Trailer.BYTES;
        while (position < end) {
            int length = end - position < Trailer.LENGTH_BYTES
                    ? -1
                    : read(file, position, Trailer.LENGTH_BYTES).getInt();
            position += Trailer.LENGTH_BYTES;
            if (length < 0 || length > Math.min(end - position, Trailer.MAX_NODE_BYTES)) {
                throw new BlobTamperedException(node, root, 0);
            }
            Cid cid = Cid.hash(Cid.Codec.DAG_PB, read(file, position, length));
            nodes.put(cid, new Extent(position, length));
            position += length;
        }
        return nodes;
    }

    @Override
    public ByteBuffer fetch(Cid cid, long offsetBytes, long sizeBytes) throws IOException {
        if (cid.codec() == Cid.Codec.RAW) {
            long length = sizeBytes == UNKNOWN_BYTES ? contentBytes : sizeBytes;
            if (length > Trailer.MAX_LEAF_BYTES || offsetBytes + length > contentBytes) {
                throw new BlobTamperedException(node, cid, offsetBytes);
            }
            return readOrTampered(cid, offsetBytes, offsetBytes, (int) length);
        }
        Extent extent = nodes.get(cid);
        if (extent == null) {
            throw new BlobTamperedException(node, cid, offsetBytes);
        }
        return readOrTampered(cid, offsetBytes, extent.position, extent.length);
    }

    private ByteBuffer readOrTampered(Cid cid, long offsetBytes, long position, int length) throws IOException {
        try {
            return read(file, position, length);
        } catch (EOFException e) {
            throw new BlobTamperedException(node, cid, offsetBytes);
        }
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("file ends at " + file.size());
            }
        }
        return bytes.flip();
    }

    Cid root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
