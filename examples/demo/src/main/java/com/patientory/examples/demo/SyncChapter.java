package com.patientory.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.patientory.chain.VaultWriter;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.RecordCipher;
import com.patientory.ehr.LedgerKey;
import com.patientory.ehr.SyncConfig;
import com.patientory.ehr.SyncEngine;
import com.patientory.ehr.SyncEvent;
import com.patientory.ehr.SyncReport;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.examples.fhirserver.Markers;
import com.patientory.examples.fhirserver.SourceDocument;
import com.patientory.examples.hospital.Enrolment;
import com.patientory.examples.hospital.VaultSink;
import com.patientory.examples.patient.ConsentDeclinedException;
import com.patientory.examples.patient.PatientRecord;
import com.patientory.storage.NodeId;
import com.patientory.storage.Transfers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hospital is let in, and hands over every document once. */
final class SyncChapter {
    private static final Duration GRANT = Duration.ofDays(365);
    private static final Set<Capability> WRITE = EnumSet.of(Capability.SUBMIT);

    private final World world;
    private final Workspace workspace;
    private final Narrator narrator;

    SyncChapter(World world, Workspace workspace, Narrator narrator) {
        this.world = world;
        this.workspace = workspace;
        this.narrator = narrator;
    }

    void grantAndSync(Patient patient) throws Exception {
        try (VaultWriter writer =
                VaultWriter.open(world.chain(), world.hospitalWriter(), workspace.file("writer.journal"))) {
            grant(patient, writer);
            sync(patient, writer);
        }
    }

    private void grant(Patient patient, VaultWriter writer) {
        narrator.chapter("The hospital is granted write permission");
        var vault = patient.device().vault();
        ContentDigest some = ContentDigest.of(FileId.random(world.random()).bytes());
        ContractRevertException early = narrator.refused(
                ContractRevertException.class,
                "the hospital's write without a grant",
                () -> writer.store(vault.address(), FileId.random(world.random()), some, some)
                        .get());
        narrator.expect(early.error() instanceof ContractError.MissingCapability, "for want of a capability");
        UnsignedTransaction prepared = vault.prepareGrant(
                Scope.wholeVault(), world.hospital(), WRITE, world.chain().now().plus(GRANT));
        ReviewRefusedException stranger = narrator.refused(
                ReviewRefusedException.class,
                "a grant to somebody whom the phone does not know",
                () -> patient.approves(prepared));
        patient.meets(world.hospital(), World.HOSPITAL_NAME);
        narrator.expect(stranger.reason() == ReviewRefusedException.Reason.UNKNOWN_GRANTEE, "for the grantee");
        ReviewRefusedException elsewhere = narrator.refused(
                ReviewRefusedException.class,
                "a grant that was made for another network",
                () -> patient.approves(forAnotherNetwork(prepared)));
        narrator.expect(elsewhere.reason() == ReviewRefusedException.Reason.WRONG_CHAIN, "for the network");
        UnsignedTransaction greedy = vault.prepareGrant(
                Scope.wholeVault(),
                world.hospital(),
                EnumSet.allOf(Capability.class),
                world.chain().now().plus(GRANT));
        narrator.refused(
                ConsentDeclinedException.class,
                "a grant of more than was asked for",
                () -> patient.reads(greedy, "to SUBMIT "));
        patient.approves(prepared);
        narrator.claim(
                vault.capabilitiesOf(world.hospital(), Scope.wholeVault()).equals(WRITE),
                "on the chain the hospital may SUBMIT and nothing else");
    }

    private static UnsignedTransaction forAnotherNetwork(UnsignedTransaction prepared) {
        byte[] bytes = prepared.bytes();
        // EIP-155: the chain id stands before the two empty items at the end.
        bytes[bytes.length - 3] ^= 1;
        return UnsignedTransaction.of(bytes);
    }

    private void sync(Patient patient, VaultWriter writer) throws Exception {
        narrator.chapter("The hospital node fetches, encrypts, stores and anchors all documents");
        Enrolment enrolment = new Enrolment(
                patient.device().address(),
                patient.device().vault().address(),
                patient.device().recipient());
        VaultSink sink = new VaultSink(
                ref -> ref.equals(patient.atHospital()) ? Optional.of(enrolment) : Optional.empty(),
                // With the digest of each document, by which they are compared with their source later.
                RecordCipher.builder().plaintextDigest(true).build(),
                world.store(),
                writer,
                world.hospitalWriter().address(),
                workspace.folder("spool"),
                Clock.systemUTC(),
                world.random());
        SyncConfig config = SyncConfig.of(workspace.folder("ledger"), LedgerKey.generate(world.random()))
                .withListener(this::progress);
        List<PatientRef> patients = List.of(patient.atHospital());
        try (SyncEngine engine = SyncEngine.open(world.connector(), sink, config)) {
            SyncReport first = narrator.timed("first sync", () -> engine.sync(patients));
            int held = documents(patient).size();
            narrator.say(
                    "%d documents, %.1f MiB, %.1f MiB/s",
                    first.documents().anchored(),
                    first.documents().bytes() / 1048576.0,
                    first.documents().bytes() / 1048576.0 / (first.elapsed().toMillis() / 1000.0));
            narrator.claim(
                    first.complete() && first.documents().anchored() == held,
                    "all %d documents that the hospital holds are in the vault",
                    held);
            SyncReport second = engine.sync(patients);
            narrator.claim(
                    second.complete() && second.documents().anchored() == 0,
                    "a second sync finds nothing new to hand over");
            world.ehr()
                    .addDocument(
                            patient.atHospital().id(),
                            "Discharge letter",
                            "text/plain",
                            ("Discharge letter. " + Markers.NOTE).getBytes(UTF_8));
            SyncReport third = engine.sync(patients);
            narrator.claim(
                    third.complete() && third.documents().anchored() == 1,
                    "a new letter at the hospital is the only document that the third sync fetches");
        }
        showVault(patient);
    }

    private void showVault(Patient patient) throws IOException {
        List<FileRecord> files = patient.device().vault().files();
        FileRecord last = files.get(files.size() - 1);
        narrator.say("last file %s", last.id());
        narrator.say("     body %s", last.body());
        narrator.say("   header %s, block %d", last.envelope(), last.block().number());
        int fewest = Integer.MAX_VALUE;
        for (PatientRecord record : patient.device().records()) {
            List<NodeId> holders = Transfers.await(world.store().holders(record.body()));
            fewest = Math.min(fewest, holders.size());
        }
        narrator.claim(fewest == StorageNodes.POLICY.replicas(), "each body lies in %d regions", fewest);
        narrator.claim(files.size() == documents(patient).size(), "the vault's events list %d files", files.size());
    }

    private List<SourceDocument> documents(Patient patient) {
        return world.ehr().documents(patient.atHospital().id());
    }

    private void progress(SyncEvent event) {
        if (event instanceof SyncEvent.Transferred transferred) {
            narrator.progress("downloaded and encrypted", transferred.soFarBytes(), transferred.expectedBytes());
        }
    }
}
