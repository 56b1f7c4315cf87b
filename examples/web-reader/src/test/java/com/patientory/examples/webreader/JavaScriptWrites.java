package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.PrivateKeyBlob;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.SealedKeys;
import com.patientory.storage.dag.Cids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What JavaScript writes and Java opens: records, envelopes changed for others, a key under the words. */
final class JavaScriptWrites {
    private final Cast cast;
    private final JavaSide java;

    JavaScriptWrites(Cast cast, JavaSide java) {
        this.cast = cast;
        this.java = java;
    }

    void addTo(Exchange exchange) throws IOException {
        exchange.write("patient-public.jwk", cast.patient.recipient().toJwk());
        exchange.write("doctor-public.jwk", cast.doctor.recipient().toJwk());
        exchange.write("stranger-public.jwk", cast.stranger.recipient().toJwk());
        for (int size : JavaWrites.SIZES) {
            addRecord(exchange, size);
        }
        addChanges(exchange);
        exchange.write("patient.jwk", cast.patient.recipientKey().exportJwk());
        ObjectNode key = Json.object().put("key", "patient.jwk").put("words", Cast.WORDS);
        exchange.add("js-blob", "sealBlob", key, (result, out) -> opensWithWords(out.resolve("js-blob.jwe")));
    }

    private void addRecord(Exchange exchange, int size) {
        boolean digest = size % 2 == 0;
        ObjectNode job = Json.object().put("plain", "java-" + size).put("digest", digest);
        job.putArray("recipients").add("patient-public.jwk").add("doctor-public.jwk");
        job.set("about", about(cast));
        String name = "js-" + size;
        exchange.add(name, "seal", job, (result, out) -> {
            assertFalse(result.has("error"), result::toString);
            Path body = out.resolve(name + ".body");
            Path envelope = out.resolve(name + ".json");
            for (RecipientKey key : List.of(cast.patient.recipientKey(), cast.doctor)) {
                assertArrayEquals(JavaWrites.plain(size), java.open(envelope, body, key));
            }
            try (RecordKey record =
                    KeyEnvelope.parse(Files.readAllBytes(envelope)).open(cast.doctor)) {
                assertEquals(java.about(cast, Cids.of(body).toString()), record.metadata());
                assertEquals(size, record.sizeBytes());
                assertEquals(digest, record.sha256().isPresent());
            }
        });
    }

    static ObjectNode about(Cast cast) {
        return Json.object()
                .put("name", JavaSide.NAME)
                .put("type", "application/dicom")
                .put("writer", cast.wallet().toString())
                .put("time", JavaSide.TIME.toString());
    }

    private void addChanges(Exchange exchange) {
        String patient = cast.patient.recipient().kid();
        String doctor = cast.doctor.recipient().kid();
        String stranger = cast.stranger.recipient().kid();
        ObjectNode job = JavaWrites.files(65_505).put("key", "doctor.jwk");
        ObjectNode forStranger = job.deepCopy().put("recipient", "stranger-public.jwk");
        addChange(exchange, "grant", forStranger, List.of(patient, doctor, stranger), cast.stranger);
        addChange(exchange, "copyFor", forStranger, List.of(stranger), cast.stranger);
        addChange(exchange, "remove", job.deepCopy().put("kid", patient), List.of(doctor), cast.doctor);
    }

    private void addChange(Exchange exchange, String how, ObjectNode job, List<String> left, RecipientKey reader) {
        String name = "js-" + how;
        exchange.add(name, "change", job.put("how", how), (result, out) -> {
            assertFalse(result.has("error"), result::toString);
            Path envelope = out.resolve(name + ".json");
            assertEquals(left, KeyEnvelope.parse(Files.readAllBytes(envelope)).recipients());
            assertArrayEquals(JavaWrites.plain(65_505), java.open(envelope, exchange.file("java-65505.body"), reader));
        });
    }

    private void opensWithWords(Path file) throws IOException {
        PrivateKeyBlob blob = PrivateKeyBlob.parse(Files.readString(file));
        try (Mnemonic words = Mnemonic.parse(Cast.WORDS)) {
            SealedKeys keys = new SealedKeys(cast.patient.seal(words).wallet(), blob);
            try (PatientIdentity identity = PatientIdentity.from(words, keys)) {
                assertEquals(cast.patient.recipient(), identity.recipient());
            }
        }
    }
}
