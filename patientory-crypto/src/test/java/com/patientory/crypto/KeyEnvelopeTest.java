package com.patientory.crypto;

import static com.patientory.crypto.Records.DOCTOR;
import static com.patientory.crypto.Records.METADATA;
import static com.patientory.crypto.Records.PATIENT;
import static com.patientory.crypto.Records.STRANGER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.NotARecipientException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyEnvelopeTest {
    private static final byte[] PLAIN = Records.bytes(1000, 1);

    private final RecordCipher cipher = RecordCipher.create();
    private byte[] body;
    private SealedBody sealed;
    private KeyEnvelope envelope;

    @BeforeEach
    void sealForPatientAndDoctor() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sealed = cipher.encrypt(new ByteArrayInputStream(PLAIN), out);
        body = out.toByteArray();
        envelope = Records.envelope(sealed, PATIENT, DOCTOR);
    }

    @Test
    void open_eachRecipient_readsRecordAndMetadata() throws IOException {
        KeyEnvelope read = KeyEnvelope.parse(envelope.toBytes());
        assertArrayEquals(envelope.toBytes(), read.toBytes());
        assertEquals(List.of(PATIENT.recipient().kid(), DOCTOR.recipient().kid()), read.recipients());
        for (RecipientKey reader : List.of(PATIENT, DOCTOR)) {
            try (RecordKey key = read.open(reader)) {
                assertEquals(METADATA, key.metadata());
                assertEquals(PLAIN.length, key.sizeBytes());
                assertTrue(key.sha256().isEmpty());
                assertDecrypts(key);
            }
        }
    }

    @Test
    void open_keyNotListed_isNotARecipient() {
        NotARecipientException refused = assertThrows(NotARecipientException.class, () -> envelope.open(STRANGER));
        assertEquals(STRANGER.recipient().kid(), refused.kid());
        assertThrows(NotARecipientException.class, () -> envelope.grant(STRANGER, STRANGER.recipient()));
        assertThrows(NotARecipientException.class, () -> envelope.copyFor(STRANGER, STRANGER.recipient()));
        assertThrows(
                NotARecipientException.class,
                () -> envelope.remove(STRANGER, PATIENT.recipient().kid()));
    }

    @Test
    void grant_byAnyRecipient_opensTheSameBodyForTheNewOne() throws IOException {
        KeyEnvelope granted = envelope.grant(DOCTOR, STRANGER.recipient());
        assertEquals(3, granted.recipients().size());
        for (RecipientKey reader : List.of(PATIENT, DOCTOR, STRANGER)) {
            try (RecordKey key = KeyEnvelope.parse(granted.toBytes()).open(reader)) {
                assertDecrypts(key);
            }
        }
        assertSame(envelope, envelope.grant(PATIENT, DOCTOR.recipient()));
        assertThrows(NotARecipientException.class, () -> envelope.open(STRANGER));
    }

    @Test
    void copyFor_other_namesOnlyHim() throws IOException {
        KeyEnvelope copy = envelope.copyFor(PATIENT, STRANGER.recipient());
        assertEquals(List.of(STRANGER.recipient().kid()), copy.recipients());
        assertThrows(NotARecipientException.class, () -> copy.open(PATIENT));
        try (RecordKey key = copy.open(STRANGER)) {
            assertDecrypts(key);
        }
    }

    @Test
    void remove_recipient_isRefusedByTheNewEnvelope() throws IOException {
        String doctor = DOCTOR.recipient().kid();
        KeyEnvelope reduced = KeyEnvelope.parse(envelope.remove(PATIENT, doctor).toBytes());
        assertEquals(List.of(PATIENT.recipient().kid()), reduced.recipients());
        assertThrows(NotARecipientException.class, () -> reduced.open(DOCTOR));
        try (RecordKey key = reduced.open(PATIENT)) {
            assertDecrypts(key);
        }
        assertSame(reduced, reduced.remove(PATIENT, doctor));
        assertThrows(
                IllegalArgumentException.class,
                () -> reduced.remove(PATIENT, PATIENT.recipient().kid()));
    }

    @Test
    void envelope_badRecipientLists_areRefusedOrReduced() {
        assertThrows(IllegalArgumentException.class, () -> sealed.envelope(METADATA, List.of()));
        assertEquals(1, Records.envelope(sealed, PATIENT, PATIENT).recipients().size());
    }

    @Test
    void parse_tooLarge_isMalformed() {
        byte[] padded = new byte[64 * 1024 + 1];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(envelope.toBytes(), 0, padded, 0, envelope.toBytes().length);
        assertThrows(MalformedException.class, () -> KeyEnvelope.parse(padded));
    }

    @Test
    void toString_anywhere_showsNoSecretsOfTheRecord() {
        try (RecordKey key = envelope.open(PATIENT)) {
            for (Object shown : List.of(key, key.metadata(), sealed, envelope)) {
                assertFalse(shown.toString().contains("Befund"), shown.toString());
                assertFalse(shown.toString().contains("pdf"), shown.toString());
            }
            String payloadPart = Base64.getEncoder().encodeToString("Befund".getBytes(StandardCharsets.UTF_8));
            assertFalse(text().contains("Befund") || text().contains(payloadPart));
        }
    }

    private String text() {
        return new String(envelope.toBytes(), StandardCharsets.UTF_8);
    }

    private void assertDecrypts(RecordKey key) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cipher.decrypt(new ByteArrayInputStream(body), key, out);
        assertArrayEquals(PLAIN, out.toByteArray());
    }
}
