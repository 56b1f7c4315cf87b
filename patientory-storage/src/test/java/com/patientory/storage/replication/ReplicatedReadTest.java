package com.patientory.storage.replication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.Transfers;
import com.patientory.storage.testkit.SampleContent;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading goes on as long as one node has the next leaf, and heals what it finds damaged. */
class ReplicatedReadTest {
    private static final int LEAF = 1 << 20;

    @TempDir
    private Path directory;

    private LocalCluster cluster;

    @BeforeEach
    void place() {
        cluster = new LocalCluster(directory);
    }

    @Test
    void read_aLeafDamagedOnEachNode_stillGivesTheBlobAndHealsTheCopies() throws Exception {
        SampleContent content = SampleContent.of(2, 3 * LEAF);
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(content)).cid();
            List<String> holders = cluster.holders(cid);
            for (int i = 0; i < 3; i++) {
                cluster.flip(holders.get(i), cid, i * LEAF + 7);
            }
            assertArrayEquals(content.bytes(), LocalCluster.read(store, cid));
            Transfers.await(store.readRepairs());
            RepairReport report = Transfers.await(store.repair(cid));
            assertTrue(report.isWhole(), report::toString);
            assertEquals(3, cluster.holders(cid).size());
            assertArrayEquals(content.bytes(), LocalCluster.read(store, cid));
        }
    }

    @Test
    void read_oneCopyDamaged_isReplacedInTheBackgroundAndCostsReputation() throws Exception {
        SampleContent content = SampleContent.of(3, LEAF + 1);
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(content)).cid();
            NodeId first = Transfers.await(store.holders(cid)).get(0);
            cluster.flip(first.value(), cid, 5);
            assertArrayEquals(content.bytes(), LocalCluster.read(store, cid));
            Transfers.await(store.readRepairs());
            assertEquals(List.of(), Transfers.await(store.repair(cid)).actions());
            double worst = Transfers.await(store.nodes()).stream()
                    .filter(node -> node.id().equals(first))
                    .findFirst()
                    .orElseThrow()
                    .reputation();
            assertTrue(worst < 0.6, "reputation " + worst);
        }
    }

    @Test
    void read_everyHolderGone_isUnreachable() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(SampleContent.of(11, 10))).cid();
            for (String holder : cluster.holders(cid)) {
                cluster.destroy(holder);
            }
            assertThrows(NodeUnreachableException.class, () -> LocalCluster.read(store, cid));
        }
    }

    @Test
    void read_holderLostWhileReading_goesOnWithAnother() throws Exception {
        SampleContent content = SampleContent.of(12, 3 * LEAF + 5);
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(content)).cid();
            try (SeekableByteChannel channel = Transfers.await(store.open(cid))) {
                byte[] first = Channels.newInputStream(channel).readNBytes(LEAF / 2);
                for (String holder : cluster.holders(cid).subList(0, 2)) {
                    cluster.flip(holder, cid, 2 * LEAF);
                    cluster.flip(holder, cid, LEAF);
                }
                byte[] rest = Channels.newInputStream(channel).readAllBytes();
                assertArrayEquals(content.bytes(0, LEAF / 2), first);
                assertArrayEquals(content.bytes(LEAF / 2, rest.length), rest);
                assertEquals(content.sizeBytes(), first.length + rest.length);
            }
        }
    }
}
