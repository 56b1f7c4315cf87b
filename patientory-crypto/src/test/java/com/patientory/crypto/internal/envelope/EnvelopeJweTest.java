package com.patientory.crypto.internal.envelope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.internal.jose.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeJweTest {
    private static final byte[] KEY = new byte[EnvelopeJwe.KEY_BYTES];
    private static final byte[] PAYLOAD = new byte[420];

    @Test
    void seal_ninetyFiveRecipientsOf3072Bits_fits() {
        EnvelopeJwe envelope = EnvelopeJwe.parse(seal(recipients(95)).toBytes());
        assertEquals(95, envelope.recipients().size());
        assertArrayEquals(PAYLOAD, envelope.open(KEY).orElseThrow());
    }

    @Test
    void seal_moreThanTheBytesHold_isRefusedWithTheSize() {
        String message = assertThrows(IllegalArgumentException.class, () -> seal(recipients(110)))
                .getMessage();
        assertTrue(message.contains("110 recipients") && message.contains("65536"), message);
    }

    @Test
    void seal_noneOrMoreThan256Recipients_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> seal(recipients(0)));
        assertThrows(IllegalArgumentException.class, () -> seal(recipients(257)));
    }

    @Test
    void open_anotherKey_isEmpty() {
        byte[] other = KEY.clone();
        other[0] = 1;
        assertTrue(seal(recipients(1)).open(other).isEmpty());
    }

    @Test
    void seal_twice_usesAnotherIv() {
        List<WrappedKey> recipients = recipients(1);
        String first = new String(seal(recipients).toBytes(), StandardCharsets.US_ASCII);
        String second = new String(seal(recipients).toBytes(), StandardCharsets.US_ASCII);
        assertTrue(!first.equals(second));
    }

    private static EnvelopeJwe seal(List<WrappedKey> recipients) {
        return EnvelopeJwe.seal(recipients, KEY, PAYLOAD, new SecureRandom());
    }

    private static List<WrappedKey> recipients(int count) {
        List<WrappedKey> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] thumbprint = new byte[32];
            thumbprint[0] = (byte) i;
            thumbprint[1] = (byte) (i >> Byte.SIZE);
            recipients.add(new WrappedKey(Base64Url.encode(thumbprint), new byte[384]));
        }
        return recipients;
    }
}
