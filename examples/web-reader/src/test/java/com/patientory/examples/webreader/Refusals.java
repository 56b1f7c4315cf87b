package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.RecipientKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** The same damaged files for both: Java and JavaScript refuse them with the error that the specification names. */
final class Refusals {
    private final Cast cast;
    private final JavaSide java;
    private final Exchange exchange;

    Refusals(Cast cast, JavaSide java, Exchange exchange) {
        this.cast = cast;
        this.java = java;
        this.exchange = exchange;
    }

    void add() throws IOException {
        exchange.write("whole", JavaWrites.plain(BodyDamage.PLAIN));
        List<com.patientory.crypto.Recipient> recipients = List.of(cast.patient.recipient(), cast.doctor.recipient());
        KeyEnvelope envelope = java.seal(exchange.file("whole"), exchange.file("whole.body"), cast, recipients);
        exchange.write("whole.json", envelope.toBytes());
        exchange.write("stranger.jwk", cast.stranger.exportJwk());
        byte[] body = Files.readAllBytes(exchange.file("whole.body"));
        String json = new String(envelope.toBytes(), StandardCharsets.UTF_8);
        addBodies(BodyDamage.refusedForIntegrity(body), "IntegrityException");
        addBodies(BodyDamage.refusedAsUnsupported(body), "UnsupportedException");
        addEnvelopes(EnvelopeDamage.refusedForIntegrity(json), "IntegrityException");
        addEnvelopes(EnvelopeDamage.refusedAsUnsupported(json), "UnsupportedException");
        addEnvelopes(EnvelopeDamage.refusedAsMalformed(json), "MalformedException");
        addEnvelopes(EnvelopeDamage.accepted(json), "nothing");
        compare("key of a stranger", "whole.json", "whole.body", "stranger.jwk", "NotARecipientException");
        compare("body of another record", "whole.json", "java-65505.body", "doctor.jwk", "IntegrityException");
    }

    private void addBodies(Map<String, byte[]> bodies, String expected) throws IOException {
        for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
            String file = exchange.write("damaged-" + exchange.checks().size(), body.getValue());
            compare("body: " + body.getKey(), "whole.json", file, "doctor.jwk", expected);
        }
    }

    private void addEnvelopes(Map<String, String> envelopes, String expected) throws IOException {
        for (Map.Entry<String, String> envelope : envelopes.entrySet()) {
            String file = exchange.write("damaged-" + exchange.checks().size(), envelope.getValue());
            compare("envelope: " + envelope.getKey(), file, "whole.body", "doctor.jwk", expected);
        }
    }

    private void compare(String name, String envelope, String body, String key, String expected) {
        ObjectNode job =
                Json.object().put("envelope", envelope).put("body", body).put("key", key);
        for (String kind : List.of("open", "random")) {
            exchange.add(name + ", " + kind, kind, job, (result, out) -> {
                RecipientKey reader = key.startsWith("stranger") ? cast.stranger : cast.doctor;
                assertEquals(expected, java.refusal(exchange.file(envelope), exchange.file(body), reader), "Java");
                String javaScript = result.path("error").asText("nothing").replaceAll("Error$", "Exception");
                assertEquals(expected, javaScript, result::toString);
            });
        }
    }
}
