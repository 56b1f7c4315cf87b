package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The worked example of {@code spec/envelope-v1.md} opens with the words, and opens the example of body-v1. */
class EnvelopeSpecificationTest {
    private static final String WORDS = "test test test test test test test test test test test junk";
    private static final byte[] PLAIN = "Hello, patient.".getBytes(StandardCharsets.US_ASCII);

    @Test
    void workedExample_words_openEnvelopeAndBody() throws IOException {
        String text = Files.readString(Paths.get("spec", "envelope-v1.md"));
        String[] blocks = text.substring(text.indexOf("## Worked example")).split("```", -1);
        String payload = blocks[1].replace("\n", "");
        String header = blocks[3].replace("\n", "");
        String json = blocks[5].replace("\n", "");
        KeyEnvelope envelope = KeyEnvelope.parse(json.getBytes(StandardCharsets.UTF_8));
        String encodedHeader =
                Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        assertEquals(true, json.contains("\"" + encodedHeader + "\""));
        try (Mnemonic words = Mnemonic.parse(WORDS);
                PatientIdentity patient = PatientIdentity.from(words);
                RecordKey key = envelope.open(patient.recipientKey());
                RecordKey described = EnvelopePayload.read(payload.getBytes(StandardCharsets.UTF_8))) {
            assertArrayEquals(described.contentKey().copy(), key.contentKey().copy());
            assertEquals(described.metadata(), key.metadata());
            byte[] sha256 = key.sha256().orElseThrow();
            assertArrayEquals(described.sha256().orElseThrow(), sha256);
            assertEquals(PLAIN.length, key.sizeBytes());
            byte[] written = EnvelopePayload.write(key.contentKey().copy(), key.sizeBytes(), sha256, key.metadata());
            assertEquals(payload, new String(written, StandardCharsets.UTF_8));
            ByteArrayInputStream body = new ByteArrayInputStream(bodyOfTheExample());
            assertArrayEquals(PLAIN, RecordCipher.create().decrypting(body, key).readAllBytes());
        }
    }

    private static byte[] bodyOfTheExample() throws IOException {
        String text = Files.readString(Paths.get("spec", "body-v1.md"));
        String example = text.substring(text.indexOf("## Worked example"), text.indexOf("## Properties"));
        return HexFormat.of()
                .parseHex(Pattern.compile("`([0-9a-f]+)`")
                        .matcher(example.substring(example.indexOf("|---|---|")))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining())
                        .replace("`", ""));
    }
}
