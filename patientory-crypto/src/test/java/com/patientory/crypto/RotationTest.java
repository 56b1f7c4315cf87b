package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.keystore.SealedKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A patient who rotated twice and has records of each age. */
class RotationTest {
    private static final byte[] SECRET = {1, 2, 3, 4};

    private static Mnemonic words;
    private static PatientIdentity identity;
    private static SealedKeys sealed;

    @BeforeAll
    static void derive() {
        words = Mnemonic.parse(MnemonicTest.JUNK);
        identity = PatientIdentity.from(words, 2);
        sealed = identity.seal(words);
    }

    @AfterAll
    static void close() {
        identity.close();
    }

    private static PrivateKeyBlob rsaBlob(JsonObject jwk, String kid) {
        byte[] sentence = MnemonicTest.JUNK.getBytes(StandardCharsets.US_ASCII);
        return PrivateKeyBlob.parse(SealedKey.seal(jwk, kid, sentence, new SecureRandom()));
    }

    private static void assertRefused(Class<? extends PatientoryCryptoException> type, JsonObject jwk, String kid) {
        SealedKeys keys = new SealedKeys(sealed.wallet(), rsaBlob(jwk, kid));
        assertThrows(type, () -> PatientIdentity.from(words, keys));
    }

    @Test
    void recipientKey_eachRotation_opensTheEnvelopesOfItsTime() throws IOException {
        List<KeyEnvelope> envelopes = new ArrayList<>();
        for (int rotation = 0; rotation <= 2; rotation++) {
            try (PatientIdentity then = PatientIdentity.from(words, rotation);
                    SealedBody body = RecordCipher.create()
                            .encrypt(new ByteArrayInputStream(SECRET), new ByteArrayOutputStream())) {
                envelopes.add(Records.envelope(body, then.recipientKey()));
            }
        }
        for (int rotation = 0; rotation <= 2; rotation++) {
            KeyEnvelope envelope = envelopes.get(rotation);
            RecipientKey key = identity.findRecipientKey(envelope.recipients()).orElseThrow();
            assertSame(identity.recipientKey(rotation), key);
            try (RecordKey opened = envelope.open(key)) {
                assertEquals(SECRET.length, opened.sizeBytes());
            }
        }
        assertEquals(2, identity.rotation());
        assertSame(identity.recipientKey(2), identity.recipientKey());
        assertNotEquals(
                identity.recipientKey(0).recipient(), identity.recipientKey(1).recipient());
    }

    @Test
    void recipientKey_laterThanThePresentOrNegative_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> identity.recipientKey(3));
        assertThrows(IllegalArgumentException.class, () -> identity.recipientKey(-1));
        assertThrows(IllegalArgumentException.class, () -> PatientIdentity.from(words, -1));
        assertThrows(IllegalArgumentException.class, () -> PatientIdentity.from(words, 1000));
    }

    @Test
    void findRecipientKey_namesOfAnyAge_findsTheKey() {
        String first = identity.recipientKey(0).recipient().kid();
        assertEquals(
                Optional.of(identity.recipientKey(0)),
                identity.findRecipientKey(Arrays.asList("somebody else", first)));
        assertEquals(
                Optional.of(identity.recipientKey()),
                identity.findRecipientKey(
                        Arrays.asList(first, identity.recipient().kid())));
        assertEquals(Optional.empty(), identity.findRecipientKey(Collections.singletonList("somebody else")));
    }

    @Test
    void from_wordsAndSealedKeysOfARotation_restoresItAndTheEarlierOnes() {
        try (PatientIdentity restored = PatientIdentity.from(words, sealed)) {
            assertEquals(2, restored.rotation());
            assertEquals(identity.recipient(), restored.recipient());
            assertArrayEquals(
                    identity.recipientKey().exportPkcs8(),
                    restored.recipientKey().exportPkcs8());
            assertEquals(
                    identity.recipientKey(1).recipient(),
                    restored.recipientKey(1).recipient());
            assertEquals(sealed.rsa().kid(), restored.seal(words).rsa().kid());
        }
    }

    @Test
    void from_sealedKeyThatTheWordsDoNotGive_isRefused() {
        try (RecipientKey foreign = RecipientKey.generate(new SecureRandom())) {
            assertRefused(
                    IntegrityException.class,
                    RsaJwk.of(foreign.secret()),
                    foreign.recipient().kid());
        }
        JsonObject present = RsaJwk.of(identity.recipientKey().secret());
        String kid = identity.recipient().kid();
        assertRefused(IntegrityException.class, present, kid);
        assertRefused(IntegrityException.class, withRotation(present, 1), kid);
        assertRefused(IntegrityException.class, withRotation(present, 2), "another-name");
        assertRefused(MalformedException.class, withRotation(present, 0), kid);
        assertRefused(MalformedException.class, withRotation(present, -1), kid);
        assertRefused(MalformedException.class, withRotation(present, 1000), kid);
        assertRefused(MalformedException.class, withRotation(present, (1L << 53) - 1), kid);
    }

    private static JsonObject withRotation(JsonObject jwk, long rotation) {
        return JsonObject.builder().putAll(jwk).put("rotation", rotation).build();
    }

    @Test
    void from_walletOfOtherWords_isRefused() {
        try (WalletKey foreign = WalletKey.generate(new SecureRandom())) {
            JsonObject jwk = JsonObject.parse("JWK", foreign.exportJwk(), 1024);
            PrivateKeyBlob wallet = rsaBlob(jwk, foreign.address().toString());
            assertThrows(
                    IntegrityException.class, () -> PatientIdentity.from(words, new SealedKeys(wallet, sealed.rsa())));
        }
    }

    @Test
    void from_progressThrows_cancelsAndHearsCandidates() {
        List<Long> heard = new ArrayList<>();
        CancellationException enough = new CancellationException("enough");
        assertSame(
                enough,
                assertThrows(
                        CancellationException.class,
                        () -> PatientIdentity.from(words, 3, (tested, total) -> {
                            assertEquals(Progress.UNKNOWN, total);
                            heard.add(tested);
                            throw enough;
                        })));
        assertEquals(1, heard.size());
        assertTrue(heard.get(0) > 0, "candidates were tested");
    }

    @Test
    void from_interrupted_isCancelled() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> PatientIdentity.from(words, 3));
        } finally {
            assertTrue(Thread.interrupted(), "the flag stays set");
        }
    }

    @Test
    void close_beforeAnEarlierKeyWasAskedFor_itIsRefused() {
        PatientIdentity closed = PatientIdentity.from(words, sealed);
        closed.close();
        assertThrows(IllegalStateException.class, () -> closed.recipientKey(0));
        assertThrows(IllegalStateException.class, () -> closed.recipientKey().sign(SECRET));
    }
}
