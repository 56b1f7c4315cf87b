package com.patientory.examples.demo;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.VaultWriter;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.error.NotARecipientException;
import com.patientory.examples.fhirserver.SourceDocument;
import com.patientory.examples.hospital.AccessRefusedException;
import com.patientory.examples.hospital.ClinicianDesk;
import com.patientory.examples.patient.PatientRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** A doctor may read one file, and then no longer. */
final class DoctorChapter {
    private static final String NAME = "Dr. Ada Grant";
    private static final Duration GRANT = Duration.ofDays(7);

    private final World world;
    private final Workspace workspace;
    private final Narrator narrator;
    private final ClinicianDesk desk;

    DoctorChapter(World world, Workspace workspace, Narrator narrator) {
        this.world = world;
        this.workspace = workspace;
        this.narrator = narrator;
        this.desk = new ClinicianDesk(
                World.HOSPITAL, world.chain(), world.store(), world.hospitalDesk(), Clock.systemUTC(), world.random());
    }

    void shareAndRevoke(Patient patient) throws Exception {
        narrator.chapter("A doctor is granted READ on one file, and opens it");
        try (Doctor doctor = new Doctor(world.random())) {
            narrator.say("doctor's wallet %s", doctor.address());
            patient.meets(doctor.grantee(), NAME);
            List<PatientRecord> records = patient.device().records();
            PatientRecord shared = pdf(records);
            PatientRecord other = records.get(0).equals(shared) ? records.get(1) : records.get(0);
            refuse(doctor, patient, shared, "before the grant");
            share(doctor, patient, shared);
            read(doctor, patient, shared);
            refuse(doctor, patient.device().vault().address(), other, "another file of the same patient");
            tryAVaultOfHerOwn(doctor, patient, other);
            narrator.chapter("The grant is revoked");
            revoke(doctor, patient, shared);
            refuse(doctor, patient, shared, "after the revocation");
        }
    }

    private static PatientRecord pdf(List<PatientRecord> records) {
        return records.stream()
                .filter(record -> record.metadata().mediaType().equals("application/pdf"))
                .findFirst()
                .orElseThrow(() -> new ClaimFailedException("the hospital holds a PDF of the patient"));
    }

    private void refuse(Doctor doctor, Patient patient, PatientRecord record, String when) {
        refuse(doctor, patient.device().vault().address(), record, "the doctor, " + when + ", at the hospital's desk");
        narrator.refused(
                NotARecipientException.class,
                "the doctor, " + when + ", with the current header in hand",
                () -> doctor.open(current(patient, record).envelope().toBytes()));
    }

    private void refuse(Doctor doctor, WalletAddress vault, PatientRecord record, String what) {
        AccessRefusedException refused =
                narrator.refused(AccessRefusedException.class, what, () -> doctor.read(desk, vault, record, screen()));
        narrator.expect(refused.reason() == AccessRefusedException.Reason.MISSING_GRANT, "for want of a grant");
    }

    /** She registers a vault, stores the other file's public digests in it, and asks for that. */
    private void tryAVaultOfHerOwn(Doctor doctor, Patient patient, PatientRecord other) throws Exception {
        WalletAddress hers = doctor.registerVault(world);
        try (VaultWriter writer = VaultWriter.open(world.chain(), doctor.wallet())) {
            writer.store(
                            hers,
                            other.onChain().id(),
                            other.onChain().body(),
                            other.onChain().envelope())
                    .get();
        }
        AccessRefusedException refused = narrator.refused(
                AccessRefusedException.class,
                "that file, its digests copied into a vault of the doctor's own,",
                () -> doctor.read(desk, hers, other, screen()));
        narrator.expect(refused.reason() == AccessRefusedException.Reason.UNKNOWN_FILE, "as none of the hospital's");
        narrator.expect(!hers.equals(patient.device().vault().address()), "in another vault");
    }

    private void share(Doctor doctor, Patient patient, PatientRecord record) throws IOException {
        FileVaultContract vault = patient.device().vault();
        narrator.say("the phone makes a new header, the key envelope, which the doctor can open as well");
        patient.approves(
                vault.prepareSetEnvelope(record.onChain().id(), patient.device().wrapFor(record, doctor.recipient())));
        patient.approves(vault.prepareGrant(
                Scope.of(record.onChain().id()),
                doctor.grantee(),
                EnumSet.of(Capability.READ),
                world.chain().now().plus(GRANT)));
        narrator.claim(
                current(patient, record)
                        .onChain()
                        .body()
                        .equals(record.onChain().body()),
                "only the header is new; the body stays where it is");
    }

    private void read(Doctor doctor, Patient patient, PatientRecord record) throws Exception {
        Path screen = narrator.timed(
                "the doctor asked, fetched and opened it",
                () -> doctor.read(desk, patient.device().vault().address(), record, screen()));
        SourceDocument source =
                new Comparison(world.ehr().documents(patient.atHospital().id())).sourceOf(record);
        narrator.claim(
                Comparison.same(screen, source),
                "the doctor sees the %s of %d bytes as the hospital holds it",
                source.contentType(),
                source.sizeBytes());
        Files.delete(screen);
    }

    private void revoke(Doctor doctor, Patient patient, PatientRecord shared) throws IOException {
        FileVaultContract vault = patient.device().vault();
        PatientRecord now = current(patient, shared);
        patient.approves(vault.prepareRevoke(Scope.of(shared.onChain().id()), doctor.grantee()));
        patient.approves(
                vault.prepareSetEnvelope(shared.onChain().id(), patient.device().wrapWithout(now, doctor.recipient())));
        narrator.say("what was read before may have been kept: revoking ends the delivery of keys, not memory");
    }

    private static PatientRecord current(Patient patient, PatientRecord record) throws IOException {
        return patient.device().records().stream()
                .filter(candidate ->
                        candidate.onChain().id().equals(record.onChain().id()))
                .findFirst()
                .orElseThrow();
    }

    private Path screen() {
        return workspace.file("doctors-screen");
    }
}
