package com.patientory.examples.webreader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.crypto.ExperimentalXWing;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordFile;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.SealedBody;
import com.patientory.crypto.VaultEnvelope;
import com.patientory.crypto.VaultKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Both directions for the other kinds of keys, vault keys, signatures and single files. */
final class MoreKinds {
    private static final int SIZE = 70_000;

    private final SecureRandom random = new SecureRandom();
    private final RecipientKey p256 = RecipientKey.generateP256(random);
    private final RecipientKey x25519 = RecipientKey.generateX25519(random);
    private final VaultKey vault = VaultKey.generate(random);
    private final Cast cast;
    private final JavaSide java;

    MoreKinds(Cast cast, JavaSide java) {
        this.cast = cast;
        this.java = java;
    }

    void addTo(Exchange exchange) throws IOException {
        exchange.write("kinds", JavaWrites.plain(SIZE));
        exchange.write("p256.jwk", p256.exportJwk());
        exchange.write("x25519.jwk", x25519.exportJwk());
        exchange.write("p256-public.jwk", p256.recipient().toJwk());
        exchange.write("x25519-public.jwk", x25519.recipient().toJwk());
        exchange.write("vault.json", vault.seal(List.of(p256.recipient())).toBytes());
        sealSigned(exchange);
        ObjectNode files = Json.object().put("envelope", "kinds.json").put("body", "kinds.body");
        for (String key : List.of("p256.jwk", "x25519.jwk")) {
            ObjectNode job = files.deepCopy().put("key", key);
            exchange.add("Java's signed record opens with " + key, "open", job, (result, out) -> signed(result));
        }
        ObjectNode through = files.deepCopy().put("key", "p256.jwk").put("vault", "vault.json");
        exchange.add("Java's record opens through its vault", "open", through, (result, out) -> signed(result));
        addSealed(exchange);
        addSingleFiles(exchange);
    }

    /** Signed, and with one entry of a kind that the JavaScript knows by its form only. */
    private void sealSigned(Exchange exchange) throws IOException {
        try (RecipientKey xWing = ExperimentalXWing.generate(random);
                SealedBody sealed =
                        RecordCipher.create().encrypt(exchange.file("kinds"), exchange.file("kinds.body"))) {
            List<Recipient> all = List.of(xWing.recipient(), vault.recipient(), x25519.recipient(), p256.recipient());
            String cid = com.patientory.storage.dag.Cids.of(exchange.file("kinds.body"))
                    .toString();
            KeyEnvelope envelope = sealed.envelope(java.about(cast, cid), all, cast.patient.wallet());
            exchange.write("kinds.json", envelope.toBytes());
        }
    }

    private static void signed(JsonNode result) {
        same(result);
        assertEquals("true", result.at("/found/signed").asText(), result::toString);
    }

    private static void same(JsonNode result) {
        String sha256 = JavaWrites.sha256(JavaWrites.plain(SIZE));
        assertEquals(sha256, result.at("/found/sha256").asText(), result::toString);
    }

    private void addSealed(Exchange exchange) {
        ObjectNode job = Json.object().put("plain", "kinds").put("vault", true);
        job.putArray("recipients").add("p256-public.jwk").add("x25519-public.jwk");
        job.set("about", JavaScriptWrites.about(cast));
        exchange.add("js-kinds", "seal", job, (result, out) -> {
            assertFalse(result.has("error"), result::toString);
            Path body = out.resolve("js-kinds.body");
            for (RecipientKey key : List.of(p256, x25519)) {
                assertArrayEquals(JavaWrites.plain(SIZE), java.open(out.resolve("js-kinds.json"), body, key));
            }
            VaultEnvelope envelope = VaultEnvelope.parse(Files.readAllBytes(out.resolve("js-kinds.vault")));
            try (VaultKey opened = envelope.open(p256)) {
                byte[] plain = java.open(out.resolve("js-kinds.json"), body, opened.recipientKey());
                assertArrayEquals(JavaWrites.plain(SIZE), plain);
            }
            assertArrayEquals(JavaWrites.plain(SIZE), openSingle(out.resolve("js-kinds.ptoy"), x25519));
        });
    }

    private void addSingleFiles(Exchange exchange) throws IOException {
        RecordFile file = RecordFile.create(exchange.file("java.ptoy"))
                .metadata(java.about(cast, null))
                .recipients(List.of(cast.doctor.recipient(), p256.recipient()))
                .encrypt(exchange.file("kinds"));
        file.grant(p256, x25519.recipient());
        for (String key : List.of("doctor.jwk", "x25519.jwk")) {
            ObjectNode job = Json.object().put("ptoy", "java.ptoy").put("key", key);
            exchange.add("Java's single file in order, " + key, "open", job, (result, out) -> same(result));
            exchange.add("Java's single file at random, " + key, "random", job, (result, out) -> same(result));
        }
        ObjectNode grant = Json.object().put("ptoy", "java.ptoy").put("key", "p256.jwk");
        grant.put("how", "grant").put("recipient", "stranger-public.jwk");
        exchange.add("js-single", "change", grant, (result, out) -> {
            assertFalse(result.has("error"), result::toString);
            assertArrayEquals(JavaWrites.plain(SIZE), openSingle(out.resolve("js-single.ptoy"), cast.stranger));
        });
        FileDamage.addTo(exchange, Files.readAllBytes(exchange.file("java.ptoy")), p256);
    }

    static byte[] openSingle(Path path, RecipientKey key) throws IOException {
        RecordFile file = RecordFile.open(path);
        try (RecordKey record = file.envelope().open(key);
                InputStream plain = file.decrypting(record)) {
            return plain.readAllBytes();
        }
    }
}
