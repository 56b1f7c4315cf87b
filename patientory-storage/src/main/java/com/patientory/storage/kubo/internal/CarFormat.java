package com.patientory.storage.kubo.internal;

import com.patientory.storage.Cid;
import com.patientory.storage.internal.multiformats.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The pieces of a CAR version 1 with one root (<a href="https://ipld.io/specs/transport/car/carv1/">CARv1</a>): a
 * header, then for each block its length, its CID and its bytes.
 */
final class CarFormat {
    private CarFormat() {}

    /** DAG-CBOR {@code {"roots": [root], "version": 1}} behind its length. */
    static ByteBuffer header(Cid root) {
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        map.write(0xa2); // map of 2
        text(map, "roots");
        map.writeBytes(new byte[] {(byte) 0x81, (byte) 0xd8, 0x2a, 0x58, Cid.ENCODED_BYTES + 1, 0}); // [42(h'00...')]
        map.writeBytes(root.toBytes());
        text(map, "version");
        map.write(1);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        Varint.write(map.size(), header);
        header.writeBytes(map.toByteArray());
        return ByteBuffer.wrap(header.toByteArray());
    }

    private static void text(ByteArrayOutputStream map, String text) {
        map.write(0x60 + text.length());
        map.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A block with what stands before it; copies the bytes. */
    static ByteBuffer section(Cid cid, ByteBuffer block) {
        ByteArrayOutputStream length = new ByteArrayOutputStream();
        Varint.write((long) Cid.ENCODED_BYTES + block.remaining(), length);
        return ByteBuffer.allocate(length.size() + Cid.ENCODED_BYTES + block.remaining())
                .put(length.toByteArray())
                .put(cid.toBytes())
                .put(block.duplicate())
                .flip();
    }
}
