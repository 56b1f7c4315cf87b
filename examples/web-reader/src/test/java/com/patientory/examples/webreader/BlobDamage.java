package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.PrivateKeyBlob;
import com.patientory.crypto.SealedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** One blob of a key, spoiled in each way that keystore-v1 names. */
final class BlobDamage {
    private final Cast cast;

    BlobDamage(Cast cast) {
        this.cast = cast;
    }

    void addTo(Exchange exchange) throws IOException {
        add(exchange, "other words", cast.blob, Cast.OTHER_WORDS, "WrongWordsException");
        add(exchange, "a wrapped key altered", turned(1), Cast.WORDS, "WrongWordsException");
        add(
                exchange,
                "another salt",
                header(h -> h.put("p2s", "AQEBAQEBAQEBAQEBAQEBAQ")),
                Cast.WORDS,
                "WrongWordsException");
        for (int part : new int[] {2, 3, 4}) {
            add(exchange, "part " + part + " altered", turned(part), Cast.WORDS, "IntegrityException");
        }
        add(
                exchange,
                "kid altered",
                header(h -> h.put("kid", cast.doctor.recipient().kid())),
                Cast.WORDS,
                "IntegrityException");
        for (int p2c : new int[] {999, 1_000_001, Integer.MAX_VALUE, -1, 0}) {
            add(exchange, "p2c " + p2c, header(h -> h.put("p2c", p2c)), Cast.WORDS, "UnsupportedException");
        }
        add(
                exchange,
                "p2c -0",
                header(h -> h.putRawValue("p2c", new RawValue("-0"))),
                Cast.WORDS,
                "MalformedException");
        for (String member : new String[] {"typ", "alg", "enc", "cty"}) {
            add(exchange, "another " + member, header(h -> h.put(member, "x")), Cast.WORDS, "UnsupportedException");
            add(exchange, "no " + member, header(h -> h.remove(member)), Cast.WORDS, "MalformedException");
        }
        add(exchange, "a member too many", header(h -> h.put("x", "y")), Cast.WORDS, "MalformedException");
        add(
                exchange,
                "a short salt",
                header(h -> h.put("p2s", "AQEBAQEBAQEBAQEBAQEB")),
                Cast.WORDS,
                "MalformedException");
        add(exchange, "six parts", cast.blob + ".", Cast.WORDS, "MalformedException");
        add(exchange, "padding", cast.blob + "=", Cast.WORDS, "MalformedException");
        add(exchange, "too long", cast.blob + "A".repeat(16_384), Cast.WORDS, "MalformedException");
    }

    private void add(Exchange exchange, String name, String blob, String words, String expected) throws IOException {
        String file = exchange.write("damaged-" + exchange.checks().size() + ".jwe", blob);
        ObjectNode job = Json.object().put("blob", file).put("words", words);
        exchange.add("blob: " + name, "openKey", job, (result, out) -> {
            assertEquals(expected, JavaSide.name(() -> open(blob, words)), "Java");
            String javaScript = result.path("error").asText("nothing").replaceAll("Error$", "Exception");
            assertEquals(expected, javaScript, result::toString);
        });
    }

    private void open(String blob, String sentence) {
        try (Mnemonic words = Mnemonic.parse(sentence)) {
            PrivateKeyBlob wallet;
            try (PatientIdentity own = PatientIdentity.from(words)) {
                wallet = own.seal(words).wallet();
            }
            PatientIdentity.from(words, new SealedKeys(wallet, PrivateKeyBlob.parse(blob)))
                    .close();
        }
    }

    private String header(Consumer<ObjectNode> change) {
        String[] parts = cast.blob.split("\\.");
        byte[] old = Base64.getUrlDecoder().decode(parts[0]);
        ObjectNode header = (ObjectNode) Json.parse(new String(old, StandardCharsets.UTF_8));
        change.accept(header);
        parts[0] = base64(header.toString().getBytes(StandardCharsets.UTF_8));
        return String.join(".", parts);
    }

    private String turned(int part) {
        String[] parts = cast.blob.split("\\.");
        byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
        bytes[5] ^= 1;
        parts[part] = base64(bytes);
        return String.join(".", parts);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
