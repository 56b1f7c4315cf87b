package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.NotARecipientException;
import com.patientory.crypto.error.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VaultKeyTest {
    private static final int FILES = 10_000;

    /**
     * The doctor's RSA key is closed after one use, so no file can have cost another RSA operation; the envelopes are
     * the bytes from before the grant.
     */
    @Test
    @Tag("slow")
    void grant_tenThousandFiles_isOneRsaOperationAndChangesNoFile() throws IOException {
        List<byte[]> files = new ArrayList<>();
        VaultEnvelope ofThePatient;
        try (VaultKey vault = VaultKey.generate(Keys.RANDOM);
                SealedBody body = body()) {
            for (int i = 0; i < FILES; i++) {
                files.add(body.envelope(Records.METADATA, List.of(vault.recipient()))
                        .toBytes());
            }
            ofThePatient = vault.seal(List.of(Records.PATIENT.recipient()));
        }
        VaultEnvelope granted = ofThePatient.grant(Records.PATIENT, Records.DOCTOR.recipient());
        RecipientKey doctor = RecipientKey.of(Records.DOCTOR.secret());
        int opened = 0;
        try (VaultKey vault = VaultEnvelope.parse(granted.toBytes()).open(doctor)) {
            doctor.close();
            assertThrows(IllegalStateException.class, () -> granted.open(doctor));
            for (byte[] file : files) {
                try (RecordKey key = KeyEnvelope.parse(file).open(vault.recipientKey())) {
                    opened += key.metadata().equals(Records.METADATA) ? 1 : 0;
                }
            }
        }
        assertEquals(FILES, opened);
    }

    @Test
    void vaultEnvelope_grantAndRemove_changeWhoOpens() {
        try (VaultKey vault = VaultKey.generate(Keys.RANDOM)) {
            VaultEnvelope patients = vault.seal(List.of(Records.PATIENT.recipient()));
            assertThrows(NotARecipientException.class, () -> patients.open(Keys.P256));
            VaultEnvelope both = patients.grant(Records.PATIENT, Keys.P256.recipient());
            assertSame(both, both.grant(Keys.P256, Records.PATIENT.recipient()));
            assertSameKey(vault, both, Records.PATIENT);
            assertSameKey(vault, both, Keys.P256);
            VaultEnvelope hers =
                    both.remove(Keys.P256, Records.PATIENT.recipient().kid(), List.of(Keys.P256.recipient()));
            assertEquals(List.of(Keys.P256.recipient().kid()), hers.recipients());
            assertSameKey(vault, hers, Keys.P256);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> both.remove(
                            Keys.P256,
                            Records.PATIENT.recipient().kid(),
                            List.of(Keys.P256.recipient(), Records.STRANGER.recipient())));
        }
    }

    @Test
    void seal_vaultKeyForAVaultKey_opens() {
        try (VaultKey department = VaultKey.generate(Keys.RANDOM);
                VaultKey house = VaultKey.generate(Keys.RANDOM)) {
            VaultEnvelope sealed = department.seal(List.of(house.recipient()));
            assertSameKey(department, sealed, house.recipientKey());
        }
    }

    /** Anyone can seal a vault key of his own for a public key, and put it where the patient's is expected. */
    @Test
    void open_anotherVaultKeyThanTheExpected_failsIntegrity() {
        Recipient patient = Records.PATIENT.recipient();
        try (VaultKey vault = VaultKey.generate(Keys.RANDOM);
                VaultKey strangers = VaultKey.generate(Keys.RANDOM)) {
            String expected = vault.recipient().kid();
            VaultEnvelope forged = strangers.seal(List.of(patient));
            assertThrows(IntegrityException.class, () -> forged.open(Records.PATIENT, expected));
            try (VaultKey opened = vault.seal(List.of(patient)).open(Records.PATIENT, expected)) {
                assertEquals(vault.recipient(), opened.recipient());
            }
        }
    }

    @Test
    void parse_recordEnvelopeAsVaultKey_isUnsupportedAndTheOtherWayRound() throws IOException {
        try (VaultKey vault = VaultKey.generate(Keys.RANDOM);
                SealedBody body = body()) {
            byte[] file =
                    body.envelope(Records.METADATA, List.of(vault.recipient())).toBytes();
            byte[] sealed = vault.seal(List.of(Keys.P256.recipient())).toBytes();
            assertThrows(UnsupportedException.class, () -> VaultEnvelope.parse(file));
            assertThrows(UnsupportedException.class, () -> KeyEnvelope.parse(sealed));
        }
    }

    @Test
    void open_alteredVaultEnvelope_failsIntegrity() {
        try (VaultKey vault = VaultKey.generate(Keys.RANDOM)) {
            String text = new String(vault.seal(List.of(Keys.P256.recipient())).toBytes(), StandardCharsets.UTF_8);
            int at = text.indexOf("\"tag\":\"") + 7;
            String altered = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
            VaultEnvelope parsed = VaultEnvelope.parse(altered.getBytes(StandardCharsets.UTF_8));
            assertThrows(IntegrityException.class, () -> parsed.open(Keys.P256));
        }
    }

    @Test
    void close_vaultKey_endsEveryUse() throws IOException {
        VaultKey vault = VaultKey.generate(Keys.RANDOM);
        try (SealedBody body = body()) {
            KeyEnvelope file = body.envelope(Records.METADATA, List.of(vault.recipient()));
            vault.close();
            vault.close();
            assertThrows(IllegalStateException.class, () -> file.open(vault.recipientKey()));
            assertThrows(
                    IllegalStateException.class, () -> body.envelope(Records.METADATA, List.of(vault.recipient())));
            assertThrows(IllegalStateException.class, () -> vault.seal(List.of(Keys.P256.recipient())));
        }
    }

    @Test
    void export_vaultKey_isNotOffered() {
        try (VaultKey vault = VaultKey.generate(Keys.RANDOM)) {
            assertThrows(
                    UnsupportedOperationException.class, () -> vault.recipient().toJwk());
            assertThrows(
                    UnsupportedOperationException.class, () -> vault.recipient().toSpki());
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> vault.recipientKey().exportJwk());
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> vault.recipientKey().exportPkcs8());
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> vault.recipientKey().sign(new byte[1]));
            assertFalse(vault.recipient().verify(new byte[1], new byte[384]));
            assertEquals("VaultKey[" + vault.recipient().kid() + "]", vault.toString());
        }
    }

    private static SealedBody body() throws IOException {
        return RecordCipher.create().encrypt(new ByteArrayInputStream(new byte[1]), OutputStream.nullOutputStream());
    }

    private static void assertSameKey(VaultKey expected, VaultEnvelope envelope, RecipientKey reader) {
        try (VaultKey opened = VaultEnvelope.parse(envelope.toBytes()).open(reader);
                SealedBody body = body()) {
            assertEquals(expected.recipient(), opened.recipient());
            KeyEnvelope file = body.envelope(Records.METADATA, List.of(expected.recipient()));
            try (RecordKey key = file.open(opened.recipientKey())) {
                assertArrayEquals(
                        Records.keyOf(body).contentKey().copy(),
                        key.contentKey().copy());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void generate_afterwards_theDrawnBytesAreErased() {
        List<byte[]> drawn = new ArrayList<>();
        SecureRandom remembering = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 5);
                drawn.add(bytes);
            }
        };
        VaultKey.generate(remembering).close();
        assertEquals(1, drawn.size());
        assertArrayEquals(new byte[32], drawn.get(0));
    }

    @Test
    void toString_sealed_isTheRecipients() {
        try (VaultKey vault = VaultKey.generate(Keys.RANDOM)) {
            assertEquals(
                    "VaultEnvelope[" + Keys.P256.recipient().kid() + "]",
                    vault.seal(List.of(Keys.P256.recipient())).toString());
        }
    }
}
