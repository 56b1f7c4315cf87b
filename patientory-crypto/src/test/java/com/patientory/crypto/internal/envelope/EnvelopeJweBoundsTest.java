package com.patientory.crypto.internal.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.wrap.WrappedKey;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An envelope may be as long as the bound, and not a byte longer. */
class EnvelopeJweBoundsTest {
    private static final int MAX_BYTES = 65_536;

    private static byte[] sealed(int keyBytes, int payloadBytes) {
        return EnvelopeJwe.seal(
                        EnvelopeFormat.RECORD,
                        recipients(keyBytes),
                        new byte[32],
                        new byte[payloadBytes],
                        new SecureRandom())
                .toBytes();
    }

    private static List<WrappedKey> recipients(int keyBytes) {
        JsonObject header = JsonObject.builder()
                .put("alg", "RSA-OAEP-256")
                .put("kid", Base64Url.encode(new byte[32]))
                .build();
        JsonObject entry = JsonObject.builder()
                .put("header", header)
                .put("encrypted_key", Base64Url.encode(new byte[keyBytes]))
                .build();
        return List.of(WrappedKey.parse("test", entry));
    }

    @Test
    void seal_exactlyTheBound_isReadBackAndOneByteMoreRefused() {
        // base64url never has 4n + 1 characters; another length of the wrapped key moves the rest.
        int keyBytes = room(384) % 4 == 1 ? 385 : 384;
        int largest = room(keyBytes) * 6 / 8;
        byte[] json = sealed(keyBytes, largest);
        assertEquals(MAX_BYTES, json.length);
        assertEquals(
                1, EnvelopeJwe.parse(EnvelopeFormat.RECORD, json).recipients().size());
        assertThrows(IllegalArgumentException.class, () -> sealed(keyBytes, largest + 1));
    }

    /** How many characters are left for the ciphertext. */
    private static int room(int keyBytes) {
        return MAX_BYTES - sealed(keyBytes, 3).length + 4;
    }

    @Test
    void seal_noRecipients_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EnvelopeJwe.seal(
                        EnvelopeFormat.RECORD, Collections.emptyList(), new byte[32], new byte[1], new SecureRandom()));
    }

    @Test
    void requireCount_oneTo256_holdsAndTheNextAreRefused() {
        EnvelopeJwe.requireCount(1);
        EnvelopeJwe.requireCount(256);
        assertThrows(IllegalArgumentException.class, () -> EnvelopeJwe.requireCount(0));
        assertThrows(IllegalArgumentException.class, () -> EnvelopeJwe.requireCount(257));
    }
}
