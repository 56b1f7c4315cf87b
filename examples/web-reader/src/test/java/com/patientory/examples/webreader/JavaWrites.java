package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.crypto.KeyEnvelope;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Records that Java writes and JavaScript opens: in order, at random, with a private key, with words. */
final class JavaWrites {
    /** Nothing, a byte, and one less, as much and one more than a segment holds; then many segments. */
    static final List<Integer> SIZES = List.of(0, 1, 65_503, 65_504, 65_505, 3 * 1024 * 1024);

    private final Cast cast;
    private final JavaSide java;

    JavaWrites(Cast cast, JavaSide java) {
        this.cast = cast;
        this.java = java;
    }

    void addTo(Exchange exchange) throws IOException {
        exchange.write("doctor.jwk", cast.doctor.exportJwk());
        exchange.write("blob.jwe", cast.blob);
        for (int size : SIZES) {
            addRecord(exchange, size);
        }
        ObjectNode words = files(65_505).put("words", Cast.WORDS);
        byte[] plain = plain(65_505);
        exchange.add("Java's record opens with words alone", "open", words, (result, out) -> same(plain, result));
        ObjectNode blob = words.deepCopy().put("blob", "blob.jwe");
        exchange.add("Java's record opens with words and blob", "open", blob, (result, out) -> same(plain, result));
        exchange.add(
                "Words alone give the key of the blob",
                "openKey",
                Json.object().put("words", " TEST test\ttest test test test test test test test  test junk\n"),
                (result, out) -> assertEquals(
                        cast.patient.recipient().kid(), result.at("/found/kid").asText(), result::toString));
    }

    private void addRecord(Exchange exchange, int size) throws IOException {
        byte[] plain = plain(size);
        exchange.write("java-" + size, plain);
        KeyEnvelope envelope = java.seal(
                exchange.file("java-" + size),
                exchange.file("java-" + size + ".body"),
                cast,
                List.of(cast.patient.recipient(), cast.doctor.recipient()));
        exchange.write("java-" + size + ".json", envelope.toBytes());
        ObjectNode job = files(size).put("key", "doctor.jwk");
        exchange.add("Java's " + size + " bytes in order", "open", job, (result, out) -> same(plain, result));
        exchange.add("Java's " + size + " bytes at random", "random", job, (result, out) -> {
            assertEquals(sha256(plain), result.at("/found/sha256").asText(), result::toString);
            assertEquals(0, result.at("/found/beyond").asInt(-1), result::toString);
        });
    }

    static ObjectNode files(int size) {
        return Json.object().put("envelope", "java-" + size + ".json").put("body", "java-" + size + ".body");
    }

    private void same(byte[] plain, JsonNode result) {
        JsonNode found = result.path("found");
        assertEquals(sha256(plain), found.path("sha256").asText(), result::toString);
        assertEquals(plain.length, found.path("size").asInt(-1), result::toString);
        assertEquals(JavaSide.NAME, found.path("name").asText(), result::toString);
        assertEquals("application/dicom", found.path("type").asText(), result::toString);
        assertEquals(JavaSide.TIME.toString(), found.path("time").asText(), result::toString);
        assertEquals(cast.wallet().toString(), found.path("writer").asText(), result::toString);
        assertTrue(found.path("matches").asBoolean(), result::toString);
        assertTrue(found.path("cidMatches").asBoolean(), result::toString);
    }

    static byte[] plain(int size) {
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        return plain;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
