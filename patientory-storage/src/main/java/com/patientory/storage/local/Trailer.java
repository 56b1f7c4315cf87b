package com.patientory.storage.local;

import com.patientory.storage.dag.DagLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The end of a blob's file of several leaves: the length of the content and a mark; {@code spec/local-store-v1.md}. */
final class Trailer {
    private static final byte[] MAGIC = "PTOYBLB1".getBytes(StandardCharsets.US_ASCII);

    static final int LENGTH_BYTES = Integer.BYTES;
    static final int BYTES = Long.BYTES + MAGIC.length;
    static final int MAX_LEAF_BYTES = DagLayout.MAX_LEAF_BYTES;
    /** A full node of {@link DagLayout#MAX_LINKS} links, with room. */
    static final int MAX_NODE_BYTES = DagLayout.MAX_LINKS * 64 + 1024;

    private Trailer() {}

    static ByteBuffer encode(long contentBytes) {
        return ByteBuffer.allocate(BYTES).putLong(contentBytes).put(MAGIC).flip();
    }

    /** The length of the content, or -1 where the mark is missing. */
    static long contentBytes(ByteBuffer trailer) {
        long contentBytes = trailer.getLong();
        return trailer.equals(ByteBuffer.wrap(MAGIC)) ? contentBytes : -1;
    }
}
