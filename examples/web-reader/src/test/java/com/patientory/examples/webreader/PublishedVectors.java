package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** All cases that patientory-crypto publishes for readers in other languages. */
final class PublishedVectors {
    private static final Path FOLDER =
            Path.of("../../patientory-crypto/src/test/resources/com/patientory/crypto/testkit/vectors");
    /** So that none is lost on the way. */
    private static final int CASES = 401;

    private static final Set<String> TEXTS = Set.of("body-v1", "vault-key-v1", "registration-v1");

    private PublishedVectors() {}

    static void addTo(Exchange exchange) throws IOException {
        JsonNode names = Json.read(FOLDER.resolve("index.json")).get("cases");
        assertEquals(CASES, names.size(), "published cases");
        for (JsonNode name : names) {
            add(
                    exchange,
                    name.asText(),
                    name.asText().substring(0, name.asText().indexOf('/')));
        }
    }

    private static void add(Exchange exchange, String name, String format) throws IOException {
        JsonNode published = Json.read(FOLDER.resolve(name + ".json"));
        String file = exchange.write("vector-" + exchange.checks().size() + ".json", published.toString());
        ObjectNode job = Json.object().put("file", file).put("format", format);
        JsonNode reader = published.at("/input/reader");
        if (!reader.isMissingNode()) {
            Path key = FOLDER.resolve("keys").resolve(reader.asText() + ".json");
            job.put("key", exchange.write(reader.asText() + "-published.jwk", Files.readAllBytes(key)));
        }
        exchange.add(
                "published: " + name,
                "vector",
                job,
                (result, out) -> compare(published.get("outcome"), result.path("found"), result, format));
    }

    private static void compare(JsonNode expected, JsonNode found, JsonNode result, String format) {
        if (found.path("message").asText().contains("a wallet key")) {
            // The one limit of this reader: it refuses what needs secp256k1, whatever else is wrong with it.
            assertEquals("keystore-v1", format);
            assertEquals("unsupported", found.path("error").asText());
        } else if (expected.has("error")) {
            assertEquals(expected.get("error").asText(), found.path("error").asText(), result::toString);
        } else if (TEXTS.contains(format)) {
            assertEquals(expected.get("result"), found.get("result"), result::toString);
        } else {
            JsonNode whole = Json.parse(expected.get("result").asText());
            assertTrue(found.path("result").size() > 0, result::toString);
            found.get("result").properties().forEach(one -> assertEquals(whole.get(one.getKey()), one.getValue()));
            assertEquals(
                    format.equals("derivation-v1") ? 3 : found.get("result").size(), whole.size());
        }
    }
}
