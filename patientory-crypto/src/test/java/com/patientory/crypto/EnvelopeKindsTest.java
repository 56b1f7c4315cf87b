package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.NotARecipientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation with every kind of key, alone and mixed. */
class EnvelopeKindsTest {
    private SealedBody sealed;
    private byte[] contentKey;

    @BeforeEach
    void seal() throws IOException {
        sealed = RecordCipher.create().encrypt(new ByteArrayInputStream(new byte[9]), OutputStream.nullOutputStream());
        contentKey = Records.keyOf(sealed).contentKey().copy();
    }

    @TestFactory
    Stream<DynamicTest> open_oneKindAlone_findsTheKey() {
        return each(key -> {
            KeyEnvelope envelope = sealed(List.of(key));
            assertOpens(envelope, key);
            assertThrows(NotARecipientException.class, () -> envelope.open(Records.STRANGER));
        });
    }

    @TestFactory
    Stream<DynamicTest> grantAndCopy_byEachKindToEachOther_open() {
        return each(me -> {
            KeyEnvelope mine = sealed(List.of(me));
            for (RecipientKey other : Keys.ALL) {
                KeyEnvelope granted = mine.grant(me, other.recipient());
                assertOpens(granted, me);
                assertOpens(granted, other);
                assertEquals(other == me ? 1 : 2, granted.recipients().size());
                KeyEnvelope copy = mine.copyFor(me, other.recipient());
                assertEquals(List.of(other.recipient().kid()), copy.recipients());
                assertOpens(copy, other);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> remove_eachKindFromAll_leavesTheOthers() {
        return each(gone -> {
            List<RecipientKey> staying = new ArrayList<>(Keys.ALL);
            staying.remove(gone);
            KeyEnvelope all = sealed(Keys.ALL);
            String kid = gone.recipient().kid();
            List<Recipient> remaining = new ArrayList<>(Keys.recipients(staying));
            Collections.shuffle(remaining);
            KeyEnvelope cheap = all.remove(staying.get(0), kid);
            KeyEnvelope fresh = all.remove(staying.get(0), kid, remaining);
            for (KeyEnvelope reduced : List.of(cheap, fresh)) {
                assertEquals(
                        Keys.recipients(staying).stream().map(Recipient::kid).toList(), reduced.recipients());
                assertThrows(NotARecipientException.class, () -> reduced.open(gone));
                for (RecipientKey reader : staying) {
                    assertOpens(reduced, reader);
                }
            }
        });
    }

    @Test
    void remove_withTheOthersKeys_keepsNoEntry() {
        KeyEnvelope all = sealed(Keys.ALL);
        String kid = Keys.RSA.recipient().kid();
        List<Recipient> remaining = Keys.recipients(Keys.ALL.subList(1, Keys.ALL.size()));
        for (String entry : entries(all)) {
            assertFalse(entries(all.remove(Keys.P256, kid, remaining)).contains(entry));
        }
        assertEquals(
                entries(all).subList(1, Keys.ALL.size()),
                entries(all.remove(Keys.P256, kid)),
                "the cheap one keeps them");
    }

    @Test
    void remove_othersThanThoseWhoStay_isRefused() {
        KeyEnvelope envelope = sealed(List.of(Keys.RSA, Keys.P256, Keys.X25519));
        String kid = Keys.X25519.recipient().kid();
        List<List<RecipientKey>> wrong = List.of(
                List.of(Keys.RSA),
                List.of(Keys.RSA, Keys.P256, Keys.X25519),
                List.of(Keys.RSA, Keys.P256, Keys.X_WING),
                List.of(Keys.RSA, Keys.X_WING),
                List.of());
        for (List<RecipientKey> keys : wrong) {
            List<Recipient> remaining = Keys.recipients(keys);
            assertThrows(IllegalArgumentException.class, () -> envelope.remove(Keys.RSA, kid, remaining));
        }
        List<Recipient> all = Keys.recipients(List.of(Keys.RSA, Keys.P256, Keys.X25519));
        assertSame(envelope, envelope.remove(Keys.RSA, Keys.VAULT.recipient().kid(), all));
    }

    @Test
    void seal_sameRecipientTwice_hasFreshEntries() {
        assertNotEquals(entries(sealed(Keys.ALL)), entries(sealed(Keys.ALL)));
        assertEquals(1, sealed(List.of(Keys.P256, Keys.P256)).recipients().size());
    }

    /** The entry of another key under my kid: every kind fails in the same words. */
    @TestFactory
    Stream<DynamicTest> open_entryOfAnotherKeyUnderMyName_failsIntegrity() {
        return each(me -> {
            String kid = me.recipient().kid();
            String message = new IntegrityException(
                            "envelope-v1", "it was altered, or its entry for the key " + kid + " is not its own")
                    .getMessage();
            for (RecipientKey other : Keys.ALL) {
                String text = text(sealed(List.of(me)));
                String entry = entries(sealed(List.of(other)))
                        .get(0)
                        .replace(other.recipient().kid(), kid);
                KeyEnvelope forged = KeyEnvelope.parse(
                        text.replace(entries(text).get(0), entry).getBytes(StandardCharsets.UTF_8));
                IntegrityException refused = assertThrows(IntegrityException.class, () -> forged.open(me));
                assertEquals(message, refused.getMessage());
            }
        });
    }

    private interface Check {
        void of(RecipientKey key) throws IOException;
    }

    private static Stream<DynamicTest> each(Check check) {
        return Keys.ALL.stream().map(key -> dynamicTest(Keys.nameOf(key), () -> check.of(key)));
    }

    private KeyEnvelope sealed(List<RecipientKey> readers) {
        KeyEnvelope envelope = sealed.envelope(Records.METADATA, Keys.recipients(readers));
        return KeyEnvelope.parse(envelope.toBytes());
    }

    private void assertOpens(KeyEnvelope envelope, RecipientKey reader) {
        try (RecordKey key = KeyEnvelope.parse(envelope.toBytes()).open(reader)) {
            assertArrayEquals(contentKey, key.contentKey().copy());
            assertEquals(Records.METADATA, key.metadata());
        }
    }

    private static String text(KeyEnvelope envelope) {
        return new String(envelope.toBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> entries(KeyEnvelope envelope) {
        return entries(text(envelope));
    }

    private static List<String> entries(String text) {
        String list = text.substring(text.indexOf("[{") + 1, text.indexOf("}]") + 1);
        return List.of(list.split("(?<=\\}),(?=\\{)"));
    }
}
