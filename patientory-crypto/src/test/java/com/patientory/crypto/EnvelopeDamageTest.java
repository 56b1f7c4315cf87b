package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.NotARecipientException;
import com.patientory.crypto.error.PatientoryCryptoException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every cut and every changed bit of an envelope, and the wrong readers. */
class EnvelopeDamageTest {
    private static final RecipientKey READER = RecipientKey.generateX25519(new SecureRandom());
    private static byte[] body;
    private static String envelope;

    @BeforeAll
    static void sealForOneReader() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealedBody sealed = RecordCipher.create().encrypt(new ByteArrayInputStream(new byte[9]), out)) {
            envelope = new String(Records.envelope(sealed, READER).toBytes(), StandardCharsets.US_ASCII);
        }
        body = out.toByteArray();
    }

    private static RecordKey open(byte[] json, RecipientKey reader) {
        return KeyEnvelope.parse(json).open(reader);
    }

    @Test
    void open_cutAnywhere_isMalformed() {
        byte[] whole = envelope.getBytes(StandardCharsets.US_ASCII);
        assertNotNull(open(whole, READER));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(MalformedException.class, () -> open(cut, READER), "cut to " + length);
        }
    }

    @Test
    void open_anyBitChanged_isRefusedByItsName() {
        for (int bit = 0; bit < envelope.length() * Byte.SIZE; bit++) {
            byte[] damaged = envelope.getBytes(StandardCharsets.US_ASCII);
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            String place = "bit " + bit % Byte.SIZE + " of character " + bit / Byte.SIZE;
            PatientoryCryptoException failure =
                    assertThrows(PatientoryCryptoException.class, () -> open(damaged, READER), place);
            for (String member : new String[] {"ciphertext", "encrypted_key", "iv", "tag"}) {
                int from = envelope.indexOf("\"" + member + "\":\"") + member.length() + 4;
                int to = envelope.indexOf('"', from);
                if (bit / Byte.SIZE >= from && bit / Byte.SIZE < to) {
                    String value = new String(damaged, StandardCharsets.ISO_8859_1).substring(from, to);
                    Class<?> expected = isBase64Url(value) ? IntegrityException.class : MalformedException.class;
                    assertEquals(expected, failure.getClass(), place + " of " + member);
                }
            }
        }
    }

    private static boolean isBase64Url(String text) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(decoded)
                    .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void open_byAnotherReader_isNotARecipient() {
        RecipientKey stranger = RecipientKey.generateX25519(new SecureRandom());
        byte[] json = envelope.getBytes(StandardCharsets.US_ASCII);
        NotARecipientException refused = assertThrows(NotARecipientException.class, () -> open(json, stranger));
        assertEquals(stranger.recipient().kid(), refused.kid());
    }

    @Test
    void decrypt_withTheKeyOfAnotherBody_releasesNothing() throws IOException {
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        try (SealedBody sealed = RecordCipher.create().encrypt(new ByteArrayInputStream(new byte[9]), other);
                RecordKey key = Records.envelope(sealed, READER).open(READER)) {
            assertThrows(
                    IntegrityException.class,
                    () -> RecordCipher.create().decrypt(new ByteArrayInputStream(body), key, released));
        }
        assertEquals(0, released.size());
    }
}
