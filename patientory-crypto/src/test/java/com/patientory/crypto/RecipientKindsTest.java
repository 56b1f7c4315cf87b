package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys beside RSA: read, written, named, refused. */
class RecipientKindsTest {
    private static final String X25519_JWK =
            "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08\"";

    @Test
    void parse_publicJwk_isTheSameRecipient() {
        for (RecipientKey key : new RecipientKey[] {Keys.RSA, Keys.P256, Keys.X25519}) {
            Recipient read = Recipient.parse(key.recipient().toJwk());
            assertEquals(key.recipient(), read);
            assertEquals(key.recipient().hashCode(), read.hashCode());
            assertThrows(MalformedException.class, () -> Recipient.parse(key.exportJwk()));
        }
        assertEquals(
                Keys.X_WING.recipient(),
                ExperimentalXWing.parse(Keys.X_WING.recipient().toJwk()));
    }

    @Test
    void parse_privateJwk_isTheSameKey() {
        for (RecipientKey key : new RecipientKey[] {Keys.RSA, Keys.P256, Keys.X25519}) {
            try (RecipientKey read = RecipientKey.parse(key.exportJwk())) {
                assertEquals(key.recipient(), read.recipient());
                assertEquals(key.exportJwk(), read.exportJwk());
            }
        }
        try (RecipientKey read = ExperimentalXWing.parsePrivate(Keys.X_WING.exportJwk())) {
            assertEquals(Keys.X_WING.exportJwk(), read.exportJwk());
        }
        assertThrows(MalformedException.class, () -> RecipientKey.parse(X25519_JWK + "}"));
    }

    @Test
    void export_p256AndX25519_areReadByThePlatform() throws GeneralSecurityException {
        assertPlatformReads("EC", Keys.P256);
        assertPlatformReads("X25519", Keys.X25519);
    }

    private static void assertPlatformReads(String algorithm, RecipientKey key) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(algorithm);
        byte[] spki = key.recipient().toSpki();
        assertArrayEquals(
                spki, factory.generatePublic(new X509EncodedKeySpec(spki)).getEncoded());
        byte[] pkcs8 = key.exportPkcs8();
        assertArrayEquals(
                pkcs8, factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)).getEncoded());
    }

    /** The thumbprint that RFC 8037 appendix A.3 gives is of Ed25519; this one is computed by hand from its rule. */
    @Test
    void kid_ofX25519_isTheThumbprintOfItsThreeMembers() throws GeneralSecurityException {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                .digest((X25519_JWK + "}").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        String expected = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        assertEquals(
                expected, Recipient.parse(X25519_JWK + ",\"kid\":\"other\"}").kid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"X25519\",\"x\":\"AA\"}",
                "{\"kty\":\"oct\",\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}",
                "{\"kty\":\"AKP\",\"alg\":\"EXPERIMENTAL-X-Wing-10+A256KW\",\"pub\":\"AA\"}"
            })
    void parse_otherKinds_areUnsupported(String jwk) {
        assertThrows(UnsupportedException.class, () -> Recipient.parse(jwk));
        assertThrows(UnsupportedException.class, () -> RecipientKey.parse(jwk));
    }

    @Test
    void sign_withoutRsa_isNotOffered() {
        for (RecipientKey key : new RecipientKey[] {Keys.P256, Keys.X25519, Keys.X_WING}) {
            assertThrows(UnsupportedOperationException.class, () -> key.sign(new byte[1]));
            assertFalse(key.recipient().verify(new byte[1], new byte[384]));
        }
        assertThrows(UnsupportedOperationException.class, () -> Keys.X_WING.exportPkcs8());
        assertThrows(
                UnsupportedOperationException.class,
                () -> Keys.X_WING.recipient().toSpki());
    }

    @Test
    void close_eachKind_endsItsUse() {
        RecipientKey[] keys = {
            RecipientKey.generateP256(Keys.RANDOM),
            RecipientKey.generateX25519(Keys.RANDOM),
            ExperimentalXWing.generate(Keys.RANDOM)
        };
        for (RecipientKey key : keys) {
            key.close();
            key.close();
            assertThrows(IllegalStateException.class, key::exportJwk);
            assertEquals("RecipientKey[" + key.recipient().kid() + "]", key.toString());
        }
    }

    @Test
    void xWing_fromWords_isTheSameKeyEachTimeAndAnotherForEachRotation() {
        try (Mnemonic words = Mnemonic.parse("test test test test test test test test test test test junk");
                RecipientKey first = ExperimentalXWing.from(words, 0);
                RecipientKey again = ExperimentalXWing.from(words, 0);
                RecipientKey rotated = ExperimentalXWing.from(words, 1)) {
            assertEquals(first.exportJwk(), again.exportJwk());
            assertNotEquals(first.recipient(), rotated.recipient());
            assertThrows(IllegalArgumentException.class, () -> ExperimentalXWing.from(words, -1));
            assertThrows(IllegalArgumentException.class, () -> ExperimentalXWing.from(words, 1_000_001));
        }
    }
}
