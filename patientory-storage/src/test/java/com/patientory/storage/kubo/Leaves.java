package com.patientory.storage.kubo;

import com.patientory.storage.Cid;
import com.patientory.storage.Transfers;
import com.patientory.storage.spi.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Names of leaves, found by reading them. */
final class Leaves {
    private Leaves() {}

    /** The 1 MiB leaf that begins at an offset. */
    static Cid at(BlobStore store, Cid blob, long leafStart) throws IOException {
        ByteBuffer leaf = ByteBuffer.allocate(1 << 20);
        try (SeekableByteChannel channel = Transfers.await(store.open(blob))) {
            channel.position(leafStart);
            while (leaf.hasRemaining() && channel.read(leaf) > 0) {
                // until the leaf is full or the blob ends
            }
        }
        return Cid.hash(Cid.Codec.RAW, leaf.flip());
    }
}
