package com.patientory.storage.replication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.LastCopyException;
import com.patientory.storage.NodeId;
import com.patientory.storage.ProgressListener;
import com.patientory.storage.Transfers;
import com.patientory.storage.testkit.SampleContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repairing makes copies whole and gives up none that may be the last. */
class RepairTest {
    private static final int LEAF = 1 << 20;

    @TempDir
    private Path directory;

    private LocalCluster cluster;

    @BeforeEach
    void place() {
        cluster = new LocalCluster(directory);
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
                assertArrayEquals(contents.get(i).bytes(), LocalCluster.read(store, cids.get(i)));
            }
            assertEquals(
                    List.of(),
                    Transfers.await(store.repairAll(ProgressListener.NONE)).actions());
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
            assertThrows(BlobTamperedException.class, () -> LocalCluster.read(store, cid));
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
}
