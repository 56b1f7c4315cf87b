package com.patientory.storage.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.Transfers;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.testkit.BlobStoreContract;
import com.patientory.storage.testkit.SampleContent;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.junit.jupiter.api.Test;

class MemoryBlobStoreTest extends BlobStoreContract {
    @Override
    protected BlobStore openStore() {
        return MemoryBlobStore.of(NodeDescription.of("memory"), 64 << 20);
    }

    @Override
    protected void flipContentByte(BlobStore store, Cid cid, long offsetBytes) throws Exception {
        ByteBuffer leaf = ByteBuffer.allocate(1 << 20);
        long leafStart = (offsetBytes >> 20) << 20;
        try (SeekableByteChannel channel = Transfers.await(store.open(cid))) {
            channel.position(leafStart).read(leaf);
        }
        Cid leafCid = Cid.hash(Cid.Codec.RAW, leaf.flip());
        ((MemoryBlobStore) store).storedBlock(cid, leafCid)[(int) (offsetBytes - leafStart)] ^= 0x10;
    }

    @Test
    void put_moreThanFits_isFullAndFreesWhatItTook() throws Exception {
        try (MemoryBlobStore store = MemoryBlobStore.of(NodeDescription.of("small"), 3_000_000)) {
            Transfers.await(store.put(SampleContent.of(1, 1000)));
            NodeFullException e = assertThrows(
                    NodeFullException.class, () -> Transfers.await(store.put(SampleContent.of(2, 3_000_000))));
            assertEquals("small", e.node().value());
            assertEquals(3_000_000 - 1000, Transfers.await(store.capacity()).freeBytes());
            Transfers.await(store.put(SampleContent.of(3, 2_000_000)));
        }
    }
}
