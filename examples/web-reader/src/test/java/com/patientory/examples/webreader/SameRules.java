package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.VaultEnvelope;
import com.patientory.crypto.VaultKey;
import com.patientory.crypto.error.PatientoryCryptoException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;

/** What envelope-v1 says of the edges of its operations: Java and JavaScript come to the same. */
final class SameRules {
    private static final String PAIR = "java-65505.json";
    private static final String ALONE = "alone.json";

    private final Cast cast;
    private final Recipient patient;
    private final Recipient doctor;
    private final Recipient stranger;
    private final Exchange exchange;

    SameRules(Cast cast, Exchange exchange) {
        this.cast = cast;
        this.patient = cast.patient.recipient();
        this.doctor = cast.doctor.recipient();
        this.stranger = cast.stranger.recipient();
        this.exchange = exchange;
    }

    void add() throws IOException {
        exchange.write(ALONE, pair().copyFor(cast.doctor, doctor).toBytes());
        operations();
        removalsWithKeys();
        vault();
    }

    private KeyEnvelope pair() throws IOException {
        return KeyEnvelope.parse(Files.readAllBytes(exchange.file(PAIR)));
    }

    private void operations() throws IOException {
        ObjectNode again = job(PAIR, "grant").put("recipient", "patient-public.jwk");
        same("grant to a recipient", "unchanged", again, e -> e.grant(cast.doctor, patient));
        ObjectNode absent = job(PAIR, "remove").put("kid", stranger.kid());
        same("remove of an absent one", "unchanged", absent, e -> e.remove(cast.doctor, stranger.kid()));
        ObjectNode last = job(ALONE, "remove").put("kid", doctor.kid());
        same("remove of the last one", "mistake", last, e -> e.remove(cast.doctor, doctor.kid()));
        ObjectNode byStranger = job(PAIR, "remove").put("key", "stranger.jwk").put("kid", stranger.kid());
        same("remove by a stranger", "NotARecipient", byStranger, e -> e.remove(cast.stranger, stranger.kid()));
        ObjectNode grantByStranger =
                job(PAIR, "grant").put("key", "stranger.jwk").put("recipient", "patient-public.jwk");
        same("grant by a stranger", "NotARecipient", grantByStranger, e -> e.grant(cast.stranger, patient));
    }

    private void removalsWithKeys() throws IOException {
        removal("with the key of the other", "[" + doctor.kid() + "]", patient, doctor);
        removal("with the keys of both", "mistake", patient, doctor, patient);
        removal("with a stranger's key", "mistake", patient, stranger);
        removal("with no key", "mistake", patient);
        removal("absent, with the keys of all", "unchanged", stranger, patient, doctor);
        removal("absent, with the key of one", "mistake", stranger, doctor);
        removal("with the key of the other twice", "[" + doctor.kid() + "]", patient, doctor, doctor);
    }

    private void removal(String name, String expected, Recipient gone, Recipient... staying) throws IOException {
        ObjectNode job = job(PAIR, "remove").put("kid", gone.kid());
        var files = job.putArray("remaining");
        for (Recipient each : staying) {
            files.add(each.equals(patient) ? "patient-public.jwk" : file(each));
        }
        same("remove " + name, expected, job, e -> e.remove(cast.doctor, gone.kid(), List.of(staying)));
    }

    private String file(Recipient recipient) {
        return recipient.equals(doctor) ? "doctor-public.jwk" : "stranger-public.jwk";
    }

    private static ObjectNode job(String envelope, String how) {
        return Json.object().put("envelope", envelope).put("key", "doctor.jwk").put("how", how);
    }

    private void same(String name, String expected, ObjectNode job, UnaryOperator<KeyEnvelope> java)
            throws IOException {
        KeyEnvelope before = KeyEnvelope.parse(
                Files.readAllBytes(exchange.file(job.get("envelope").asText())));
        exchange.add("rule: " + name, "change", job, (result, out) -> {
            assertEquals(expected, java(before, java), "Java");
            String left = result.at("/found/kids").toString().replace("\"", "");
            String found = result.at("/found/same").asBoolean() ? "unchanged" : left;
            assertEquals(
                    expected,
                    result.has("error") ? javaScript(result.get("error").asText()) : found);
        });
    }

    private static String java(KeyEnvelope before, UnaryOperator<KeyEnvelope> operation) {
        try {
            KeyEnvelope after = operation.apply(before);
            return after == before ? "unchanged" : after.recipients().toString();
        } catch (IllegalArgumentException e) {
            return "mistake";
        } catch (PatientoryCryptoException e) {
            return e.getClass().getSimpleName().replace("Exception", "");
        }
    }

    private static String javaScript(String error) {
        return error.equals("RangeError") ? "mistake" : error.replace("Error", "");
    }

    /** Anyone can seal a vault key of his own: whoever expects a certain one refuses it. */
    private void vault() throws IOException {
        try (VaultKey right = VaultKey.generate(new SecureRandom());
                VaultKey other = VaultKey.generate(new SecureRandom())) {
            String kid = right.recipient().kid();
            for (VaultKey each : List.of(right, other)) {
                String expected = each == right ? "nothing" : "IntegrityException";
                VaultEnvelope envelope = each.seal(List.of(doctor));
                String file = exchange.write("vault-" + expected + ".json", envelope.toBytes());
                ObjectNode job = Json.object()
                        .put("vault", file)
                        .put("key", "doctor.jwk")
                        .put("kid", kid);
                exchange.add("rule: expected vault key, " + expected, "openVault", job, (result, out) -> {
                    assertEquals(
                            expected,
                            JavaSide.name(() -> envelope.open(cast.doctor, kid).close()),
                            "Java");
                    String javaScript = result.path("error").asText("nothing").replaceAll("Error$", "Exception");
                    assertEquals(expected, javaScript, result::toString);
                });
            }
        }
    }
}
