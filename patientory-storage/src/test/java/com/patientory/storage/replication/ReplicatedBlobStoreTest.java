package com.patientory.storage.replication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.LastCopyException;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.Transfers;
import com.patientory.storage.UnsatisfiablePlacementException;
import com.patientory.storage.WriteQuorumException;
import com.patientory.storage.memory.MemoryBlobStore;
import com.patientory.storage.spi.BlobStore;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationPolicy.FailureDomain;
import com.patientory.storage.testkit.SampleContent;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicatedBlobStoreTest {
    private static final int LEAF = 1 << 20;

    @TempDir
    private Path directory;

    private LocalCluster cluster;

    @BeforeEach
    void place() {
        cluster = new LocalCluster(directory);
    }

    @Test
    void put_fourRegions_makesThreeCopies() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(SampleContent.of(1, 2 * LEAF))).cid();
            assertEquals(3, cluster.holders(cid).size());
            assertEquals(3, Transfers.await(store.holders(cid)).size());
        }
    }

    @Test
    void repairAll_nodeDestroyed_restoresTheCopiesOnOtherNodes() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            List<SampleContent> contents = new ArrayList<>();
            List<Cid> cids = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                contents.add(SampleContent.of(i, i * 150_000L));
                cids.add(Transfers.await(store.put(contents.get(i))).cid());
            }
            String lost = cluster.holders(cids.get(0)).get(0);
            List<Cid> hurt = new ArrayList<>();
            for (Cid cid : cids) {
                if (cluster.holders(cid).contains(lost)) {
                    hurt.add(cid);
                }
            }
            cluster.destroy(lost);
            RepairReport report = Transfers.await(store.repairAll(ProgressListener.NONE));
            assertEquals(12, report.blobs());
            assertTrue(report.isWhole(), report::toString);
            assertEquals(List.of(NodeId.of(lost)), List.copyOf(report.unreachable()));
            assertEquals(
                    hurt.stream().sorted().toList(),
                    report.actions().stream()
                            .map(RepairReport.Copied.class::cast)
                            .map(RepairReport.Copied::cid)
                            .sorted()
                            .toList());
            for (int i = 0; i < cids.size(); i++) {
                assertEquals(3, cluster.holders(cids.get(i)).size());
                assertArrayEquals(contents.get(i).bytes(), read(store, cids.get(i)));
            }
            assertEquals(
                    List.of(),
                    Transfers.await(store.repairAll(ProgressListener.NONE)).actions());
        }
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
            assertArrayEquals(content.bytes(), read(store, cid));
            Transfers.await(store.readRepairs());
            RepairReport report = Transfers.await(store.repair(cid));
            assertTrue(report.isWhole(), report::toString);
            assertEquals(3, cluster.holders(cid).size());
            assertArrayEquals(content.bytes(), read(store, cid));
        }
    }

    @Test
    void read_oneCopyDamaged_isReplacedInTheBackgroundAndCostsReputation() throws Exception {
        SampleContent content = SampleContent.of(3, LEAF + 1);
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(content)).cid();
            NodeId first = Transfers.await(store.holders(cid)).get(0);
            cluster.flip(first.value(), cid, 5);
            assertArrayEquals(content.bytes(), read(store, cid));
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
    void repair_flippedBytes_healsInPlace() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(SampleContent.of(4, 2 * LEAF))).cid();
            String hurt = cluster.holders(cid).get(1);
            cluster.flip(hurt, cid, LEAF);
            assertEquals(
                    List.of(new RepairReport.Healed(cid, NodeId.of(hurt))),
                    Transfers.await(store.repair(cid)).actions());
            assertEquals(List.of(), Transfers.await(store.repair(cid)).actions());
        }
    }

    @Test
    void repair_everyCopyDamaged_reportsThatNoneIsWholeAndKeepsThem() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(SampleContent.of(5, 10))).cid();
            for (String holder : cluster.holders(cid)) {
                cluster.flip(holder, cid, 3);
            }
            RepairReport report = Transfers.await(store.repair(cid));
            assertFalse(report.isWhole());
            assertEquals(3, cluster.holders(cid).size());
            assertThrows(BlobTamperedException.class, () -> read(store, cid));
        }
    }

    @Test
    void repair_tooFewRegionsLeft_makesWhatItCanAndSaysWhatIsMissing() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(SampleContent.of(6, 10))).cid();
            List<String> holders = cluster.holders(cid);
            cluster.destroy(holders.get(0));
            cluster.destroy(holders.get(1));
            RepairReport report = Transfers.await(store.repair(cid));
            assertFalse(report.isWhole());
            assertEquals(2, cluster.holders(cid).size());
            RepairReport.Degraded degraded =
                    (RepairReport.Degraded) report.actions().get(1);
            assertEquals(2, degraded.copies());
            assertTrue(degraded.missing().get(0).contains("1 more node within [eu]"), degraded::toString);
        }
    }

    @Test
    void put_oneNodeGone_usesTheOthers() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            cluster.destroy("waw");
            Cid cid = Transfers.await(store.put(SampleContent.of(7, LEAF + 3))).cid();
            assertEquals(List.of("fra", "par", "dub"), cluster.holders(cid));
        }
    }

    @Test
    void put_tooFewRegions_saysWhatIsMissing() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            cluster.destroy("waw");
            cluster.destroy("par");
            UnsatisfiablePlacementException e = assertThrows(
                    UnsatisfiablePlacementException.class, () -> Transfers.await(store.put(SampleContent.of(8, 10))));
            assertEquals("does not answer", e.rejected().get(NodeId.of("waw")));
            assertEquals(1, e.missing().size());
        }
    }

    @Test
    void put_nodesFailWhileWriting_failsWithTheQuorumAndTheReasons() throws Exception {
        ReplicationPolicy policy = ReplicationPolicy.of(3).spreadOver(FailureDomain.NODE);
        try (ReplicatedBlobStore store = ReplicatedBlobStore.builder(policy)
                .node(MemoryBlobStore.of(NodeDescription.of("a"), 10 << 20))
                .node(new ForgetfulStore(MemoryBlobStore.of(NodeDescription.of("b"), 10 << 20), 100))
                .node(new ForgetfulStore(MemoryBlobStore.of(NodeDescription.of("c"), 10 << 20), 100))
                .build()) {
            WriteQuorumException e = assertThrows(
                    WriteQuorumException.class, () -> Transfers.await(store.put(SampleContent.of(9, 1000))));
            assertEquals(Set.of(NodeId.of("a")), e.stored());
            assertEquals(Set.of(NodeId.of("b"), NodeId.of("c")), e.failures().keySet());
            assertTrue(e.failures().get(NodeId.of("b")) instanceof NodeFullException);
            assertEquals(
                    100, Transfers.await(store.put(SampleContent.of(10, 100))).sizeBytes());
        }
    }

    @Test
    void read_everyHolderGone_isUnreachable() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(SampleContent.of(11, 10))).cid();
            for (String holder : cluster.holders(cid)) {
                cluster.destroy(holder);
            }
            assertThrows(NodeUnreachableException.class, () -> read(store, cid));
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

    @Test
    void evict_lastWholeCopy_isRefused() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(SampleContent.of(13, 10))).cid();
            List<String> holders = cluster.holders(cid);
            cluster.flip(holders.get(0), cid, 1);
            Transfers.await(store.evict(cid, NodeId.of(holders.get(1))));
            NodeId last = NodeId.of(holders.get(2));
            LastCopyException e = assertThrows(LastCopyException.class, () -> Transfers.await(store.evict(cid, last)));
            assertEquals(last, e.node());
            assertEquals(List.of(holders.get(0), last.value()), cluster.holders(cid));
        }
    }

    @Test
    void evict_twoAtTheSameTime_leavesACopy() throws Exception {
        try (ReplicatedBlobStore store = cluster.open()) {
            Cid cid = Transfers.await(store.put(SampleContent.of(14, LEAF))).cid();
            List<CompletableFuture<Void>> evictions = cluster.holders(cid).stream()
                    .map(holder -> store.evict(cid, NodeId.of(holder)))
                    .toList();
            long refused = 0;
            for (CompletableFuture<Void> eviction : evictions) {
                try {
                    Transfers.await(eviction);
                } catch (LastCopyException e) {
                    refused++;
                }
            }
            assertEquals(1, refused);
            assertEquals(1, cluster.holders(cid).size());
        }
    }

    @Test
    void put_holderOutsideTheResidency_isNotWrittenTo() throws Exception {
        SampleContent content = SampleContent.of(15, 100);
        MemoryBlobStore outside = MemoryBlobStore.of(NodeDescription.of("us", "us-va", "us-1", "x"), 10 << 20);
        MemoryBlobStore inside = MemoryBlobStore.of(NodeDescription.of("de", "eu-de", "de-1", "y"), 10 << 20);
        Cid cid = Transfers.await(outside.put(content)).cid();
        Transfers.await(outside.unpin(cid));
        try (ReplicatedBlobStore store = ReplicatedBlobStore.builder(
                        ReplicationPolicy.of(1).within("eu"))
                .node(outside)
                .node(inside)
                .build()) {
            Transfers.await(store.put(content));
            assertTrue(Transfers.await(inside.stat(cid)).pinned());
            assertFalse(Transfers.await(outside.stat(cid)).pinned(), "a put pins, so it was written to");
        }
    }

    @Test
    void put_someNodesFail_makesTheCopiesThatAreStillPossible() throws Exception {
        ReplicationPolicy policy = ReplicationPolicy.of(3).spreadOver(FailureDomain.NODE);
        MemoryBlobStore a = MemoryBlobStore.of(NodeDescription.of("a"), 10 << 20);
        MemoryBlobStore b = MemoryBlobStore.of(NodeDescription.of("b"), 10 << 20);
        try (ReplicatedBlobStore store = ReplicatedBlobStore.builder(policy)
                .node(a)
                .node(b)
                .node(new ForgetfulStore(MemoryBlobStore.of(NodeDescription.of("c"), 10 << 20), 100))
                .node(new ForgetfulStore(MemoryBlobStore.of(NodeDescription.of("d"), 10 << 20), 100))
                .build()) {
            // Whatever three are chosen first: two copies are possible, and two are the quorum.
            for (int seed = 0; seed < 12; seed++) {
                Cid cid =
                        Transfers.await(store.put(SampleContent.of(seed, 1000))).cid();
                Transfers.await(a.stat(cid));
                Transfers.await(b.stat(cid));
            }
        }
    }

    @Test
    void reputation_nodeThatWasAwayAndAnswersAgain_recovers() {
        NodeRecord record = new NodeRecord();
        for (int i = 0; i < 20; i++) {
            record.gaveNoAnswer();
        }
        assertTrue(record.reputation() < 0.3, () -> "away: " + record.reputation());
        for (int i = 0; i < 8; i++) {
            record.answered();
        }
        assertTrue(record.reputation() > 0.7, () -> "back: " + record.reputation());
    }

    @Test
    void build_twoNodesOfOneName_isRefused() {
        ReplicatedBlobStore.Builder builder = ReplicatedBlobStore.builder(LocalCluster.POLICY);
        Stream.of(1, 2).forEach(i -> builder.node(MemoryBlobStore.of(NodeDescription.of("same"), 1)));
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    private static byte[] read(BlobStore store, Cid cid) throws IOException {
        try (SeekableByteChannel channel = Transfers.await(store.open(cid))) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }
}
