package com.patientory.examples.demo;

import com.patientory.chain.ChainConfig;
import com.patientory.chain.PatientoryChain;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ChainIdMismatchException;
import com.patientory.examples.patient.PatientRecord;
import com.patientory.storage.BlobTamperedException;
import com.patientory.storage.Cid;
import com.patientory.storage.NodeId;
import com.patientory.storage.NodeUnreachableException;
import com.patientory.storage.Transfers;
import com.patientory.storage.UnsatisfiablePlacementException;
import com.patientory.storage.replication.MultiCriteriaStrategy;
import com.patientory.storage.replication.RepairReport;
import com.patientory.storage.spi.ReplicationStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A bit rots, a node burns down; nothing is lost. */
final class DisasterChapter {
    private final World world;
    private final Workspace workspace;
    private final Narrator narrator;

    DisasterChapter(World world, Workspace workspace, Narrator narrator) {
        this.world = world;
        this.workspace = workspace;
        this.narrator = narrator;
    }

    void destroyAndRepair(Patient patient) throws Exception {
        narrator.chapter("One storage node is destroyed, a bit flips on another");
        PatientRecord scan = patient.device().records().stream()
                .max(Comparator.comparingLong(PatientRecord::sizeBytes))
                .orElseThrow();
        List<NodeId> holders = holders(scan.body());
        narrator.claim(
                holders.size() == StorageNodes.POLICY.replicas(),
                "the scan lies in %d regions: %s",
                holders.size(),
                holders);
        String burnt = region(holders.get(0));
        String rotten = region(holders.get(1));
        Path file = world.storage().flipOneBit(rotten);
        narrator.say("one bit of %s on node %s is flipped", file.getFileName(), rotten);
        narrator.refused(
                BlobTamperedException.class, "the scan as that node has it now", () -> drain(rotten, scan.body()));
        world.storage().destroy(burnt);
        narrator.say("node %s is gone, with its disk", burnt);
        narrator.refused(NodeUnreachableException.class, "a read from it", () -> drain(burnt, scan.body()));
        compare(patient, scan);
        repair();
        List<NodeId> after = holders(scan.body());
        narrator.claim(
                after.size() == StorageNodes.POLICY.replicas() && !after.contains(holders.get(0)),
                "the scan lies again in %d regions: %s",
                after.size(),
                after);
        narrator.claim(drain(rotten, scan.body()) > scan.sizeBytes(), "node %s has it right again", rotten);
        refuseTheImpossible(scan);
    }

    private void compare(Patient patient, PatientRecord scan) throws Exception {
        Path target = workspace.folder("new-phone").resolve("scan");
        narrator.timed("the scan read from what is left", () -> {
            patient.device().decrypt(scan, target, (done, total) -> narrator.progress("decrypted", done, total));
            return target;
        });
        Comparison comparison =
                new Comparison(world.ehr().documents(patient.atHospital().id()));
        narrator.claim(
                Comparison.same(target, comparison.sourceOf(scan)), "every byte that the cluster gives is right");
        Files.delete(target);
    }

    private void repair() throws Exception {
        RepairReport report = narrator.timed("cluster checked and repaired", () -> {
            Transfers.await(world.store().readRepairs());
            return Transfers.await(world.store().repairAll(blobs -> narrator.progress(blobs + " blobs checked")));
        });
        long copied = report.actions().stream()
                .filter(RepairReport.Copied.class::isInstance)
                .count();
        long healed = report.actions().stream()
                .filter(RepairReport.Healed.class::isInstance)
                .count();
        narrator.claim(
                report.actions().stream().noneMatch(RepairReport.Degraded.class::isInstance) && copied > 0,
                "%d blobs checked, %d copied to another region, %d damaged copies replaced that no read had met yet",
                report.blobs(),
                copied,
                healed);
        RepairReport again = Transfers.await(world.store().repairAll(done -> {}));
        narrator.claim(again.actions().isEmpty(), "a second check finds nothing to do");
    }

    private void refuseTheImpossible(PatientRecord scan) throws IOException {
        List<ReplicationStrategy.Node> nodes = Transfers.await(world.store().nodes());
        ReplicationStrategy.Request abroad = new ReplicationStrategy.Request(
                scan.body(), scan.sizeBytes(), StorageNodes.POLICY.within("us"), Set.of());
        narrator.refused(
                UnsatisfiablePlacementException.class,
                "a rule that wants the copies in another country than the nodes",
                () -> new MultiCriteriaStrategy().place(abroad, nodes));
        ChainConfig config = world.chain().config();
        narrator.refused(
                ChainIdMismatchException.class,
                "a node of another network",
                () -> PatientoryChain.connect(ChainConfig.of(world.node().uri(), ChainId.of(1), config.contracts())));
    }

    /** Reads a blob to its end from one node alone. */
    private long drain(String region, Cid cid) throws IOException {
        long bytes = 0;
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (SeekableByteChannel channel =
                Transfers.await(world.storage().node(region).open(cid))) {
            for (int n = channel.read(buffer); n >= 0; n = channel.read(buffer.clear())) {
                bytes += n;
            }
        }
        return bytes;
    }

    private List<NodeId> holders(Cid cid) throws IOException {
        return Transfers.await(world.store().holders(cid));
    }

    private static String region(NodeId node) {
        return node.value().substring("node-".length());
    }
}
