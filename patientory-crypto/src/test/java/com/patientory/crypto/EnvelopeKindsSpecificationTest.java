package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.crypto.internal.jose.AesKeyWrap;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.ConcatKdf;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.kem.KemPrivateKey;
import com.patientory.crypto.internal.kem.P256PrivateKey;
import com.patientory.crypto.internal.kem.X25519PrivateKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The second example of {@code spec/envelope-v1.md}: three kinds of key, a vault key, a signature, and the hex values. */
class EnvelopeKindsSpecificationTest {
    private static final String WORDS = "test test test test test test test test test test test junk";
    private static final HexFormat HEX = HexFormat.of();

    private static String[] blocks;
    private static List<String> hex;
    private static String text;

    @BeforeAll
    static void read() throws IOException {
        String whole = Files.readString(Paths.get("spec", "envelope-v1.md"));
        text = whole.substring(
                whole.indexOf("## Example with other kinds and a signature"), whole.indexOf("## Properties"));
        blocks = text.split("```", -1);
        hex = Pattern.compile("`([0-9a-f]{64})`")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> found.replace("`", ""))
                .toList();
    }

    private static String block(int index) {
        return blocks[2 * index + 1].replace("\n", "");
    }

    private static KeyEnvelope envelope() {
        return KeyEnvelope.parse(block(4).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void envelope_threeReaders_findTheSignedPayload() {
        JsonObject vaultJwk = JsonObject.parse("JWK", block(2), 999);
        try (RecipientKey p256 = RecipientKey.parse(block(0));
                RecipientKey x25519 = RecipientKey.parse(block(1));
                VaultKey vault = VaultKey.read(vaultJwk.toCanonicalBytes());
                Mnemonic words = Mnemonic.parse(WORDS);
                PatientIdentity patient = PatientIdentity.from(words)) {
            for (RecipientKey reader : List.of(p256, x25519, vault.recipientKey())) {
                try (RecordKey key = envelope().open(reader)) {
                    assertEquals(Optional.of(patient.wallet().address()), key.signedBy());
                    byte[] written = EnvelopePayload.write(
                            key.contentKey().copy(), key.sizeBytes(), null, key.metadata(), patient.wallet());
                    assertEquals(block(3), new String(written, StandardCharsets.UTF_8));
                }
            }
        }
    }

    @Test
    void vaultEnvelope_x25519Reader_findsTheVaultKeyOfTheEnvelope() {
        VaultEnvelope sealed = VaultEnvelope.parse(block(5).getBytes(StandardCharsets.UTF_8));
        try (RecipientKey x25519 = RecipientKey.parse(block(1));
                VaultKey vault = sealed.open(x25519);
                RecordKey key = envelope().open(vault.recipientKey())) {
            assertEquals("hello.txt", key.metadata().name());
            assertEquals(envelope().recipients().get(2), vault.recipient().kid());
        }
    }

    @Test
    void hexValues_ofBothAgreements_areThoseOfTheEntries() {
        List<JsonObject> entries = JsonObject.parse("JWE", block(4), 99_999).objects("recipients");
        assertAgreement(P256PrivateKey.parse(JsonObject.parse("JWK", block(0), 999)), entries.get(0), 0);
        assertAgreement(X25519PrivateKey.parse(JsonObject.parse("JWK", block(1), 999)), entries.get(1), 2);
    }

    private static void assertAgreement(KemPrivateKey key, JsonObject entry, int row) {
        byte[] secret = key.decapsulate(entry.object("header")).orElseThrow();
        assertEquals(hex.get(row), HEX.formatHex(secret));
        byte[] wrappingKey = ConcatKdf.key(secret, "ECDH-ES+A256KW");
        assertEquals(hex.get(row + 1), HEX.formatHex(wrappingKey));
        byte[] wrapped = Base64Url.decode("key", entry.string("encrypted_key"));
        assertArrayEquals(
                HEX.parseHex(hex.get(4)),
                AesKeyWrap.unwrap(wrappingKey, wrapped).orElseThrow());
    }

    @Test
    void hexValues_ofXWing_followFromTheDraftAndTheWords() {
        byte[] secret = HEX.parseHex(hex.get(5));
        assertEquals(hex.get(6), HEX.formatHex(ConcatKdf.key(secret, "EXPERIMENTAL-X-Wing-10+A256KW")));
        try (Mnemonic words = Mnemonic.parse(WORDS);
                RecipientKey key = ExperimentalXWing.from(words, 0)) {
            String seed = JsonObject.parse("JWK", key.exportJwk(), 9999).string("priv");
            assertEquals(hex.get(7), HEX.formatHex(Base64Url.decode("priv", seed)));
            assertEquals(true, text.contains("`" + key.recipient().kid() + "`"));
        }
    }
}
