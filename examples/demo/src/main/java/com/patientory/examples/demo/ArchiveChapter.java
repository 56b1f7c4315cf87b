package com.patientory.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.patientory.chain.FileVaultContract;
import com.patientory.chain.model.Batch;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordMetadata;
import com.patientory.examples.fhirserver.Markers;
import com.patientory.examples.hospital.ArchiveHandover;
import com.patientory.examples.hospital.Enrolment;
import com.patientory.examples.patient.PatientDevice;
import com.patientory.examples.patient.PatientRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Many files at once: one word on the chain, and the patient's phone still finds each. */
final class ArchiveChapter {
    private static final int NOTES = 100;
    private static final String TYPE = "text/x-old-note";
    private static final Instant LONG_AGO = Instant.parse("1998-03-02T09:00:00Z");

    private final World world;
    private final Workspace workspace;
    private final Narrator narrator;

    ArchiveChapter(World world, Workspace workspace, Narrator narrator) {
        this.world = world;
        this.workspace = workspace;
        this.narrator = narrator;
    }

    void handOver(Patient patient, Mnemonic words) throws Exception {
        narrator.chapter("The hospital hands over its archive as one batch");
        FileVaultContract vault = patient.device().vault();
        Enrolment enrolment = new Enrolment(
                patient.device().address(), vault.address(), patient.device().recipient());
        ArchiveHandover archive = new ArchiveHandover(
                enrolment, RecordCipher.create(), world.store(), workspace.folder("spool"), world.random());
        int before = vault.files().size();
        narrator.timed(NOTES + " old notes sealed and stored, each by itself", () -> {
            for (int number = 0; number < NOTES; number++) {
                archive.add(about(number), new ByteArrayInputStream(note(number).getBytes(UTF_8)));
            }
            return NOTES;
        });
        Batch.Files batch = archive.anchor(world.chain(), world.hospitalWriter());
        narrator.claim(
                vault.files().size() == before, "on the chain all %d are one word: %s", batch.count(), batch.root());
        try (PatientDevice phone = PatientDevice.from(words, world.chain(), world.store())) {
            Set<String> found =
                    narrator.timed("found, fetched and opened on a phone with the words", () -> read(phone));
            Set<String> expected = new HashSet<>();
            for (int number = 0; number < NOTES; number++) {
                expected.add(note(number));
            }
            narrator.claim(found.equals(expected), "the twelve words alone lead to each of the %d notes", NOTES);
        }
    }

    private static Set<String> read(PatientDevice phone) throws IOException {
        Set<String> notes = new HashSet<>();
        for (PatientRecord record : phone.records()) {
            if (record.metadata().mediaType().equals(TYPE)) {
                try (InputStream plain = Channels.newInputStream(phone.open(record))) {
                    notes.add(new String(plain.readAllBytes(), UTF_8));
                }
            }
        }
        return notes;
    }

    private RecordMetadata.Builder about(int number) {
        return RecordMetadata.builder()
                .name("Old note " + number)
                .mediaType(TYPE)
                .writer(world.hospitalWriter().address())
                .time(LONG_AGO);
    }

    private static String note(int number) {
        return "Note of 1998, number " + number + ". " + Markers.NOTE;
    }
}
