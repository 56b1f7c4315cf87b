package com.patientory.storage.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.Cid;
import com.patientory.storage.NodeDescription;
import com.patientory.storage.NodeFullException;
import com.patientory.storage.NodeId;
import com.patientory.storage.Transfers;
import com.patientory.storage.UnsatisfiablePlacementException;
import com.patientory.storage.WriteQuorumException;
import com.patientory.storage.memory.MemoryBlobStore;
import com.patientory.storage.spi.ReplicationPolicy;
import com.patientory.storage.spi.ReplicationPolicy.FailureDomain;
import com.patientory.storage.testkit.SampleContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where copies are made, and what happens when they cannot be. */
class ReplicatedPutTest {
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
    void build_twoNodesOfOneName_isRefused() {
        ReplicatedBlobStore.Builder builder = ReplicatedBlobStore.builder(LocalCluster.POLICY);
        Stream.of(1, 2).forEach(i -> builder.node(MemoryBlobStore.of(NodeDescription.of("same"), 1)));
        assertThrows(IllegalArgumentException.class, builder::build);
    }
}
