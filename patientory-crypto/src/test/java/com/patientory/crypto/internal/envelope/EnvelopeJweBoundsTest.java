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

    private static int sealedBytes(int payloadBytes) {
        return EnvelopeJwe.seal(
                        EnvelopeFormat.RECORD, recipients(), new byte[32], new byte[payloadBytes], new SecureRandom())
                .toBytes()
                .length;
    }

    private static List<WrappedKey> recipients() {
        JsonObject header = JsonObject.builder()
                .put("alg", "RSA-OAEP-256")
                .put("kid", Base64Url.encode(new byte[32]))
                .build();
        JsonObject entry = JsonObject.builder()
                .put("header", header)
                .put("encrypted_key", Base64Url.encode(new byte[384]))
                .build();
        return List.of(WrappedKey.parse("test", entry));
    }

    @Test
    void seal_largestPayload_isReadBackAndOneByteMoreRefused() {
        int overhead = sealedBytes(3) - 4;
        int largest = (MAX_BYTES - overhead) / 4 * 3 + ((MAX_BYTES - overhead) % 4 * 6 / 8);
        assertEquals(MAX_BYTES, sealedBytes(largest), 1, "the largest fills the bound, or all but one byte");
        byte[] json = EnvelopeJwe.seal(
                        EnvelopeFormat.RECORD, recipients(), new byte[32], new byte[largest], new SecureRandom())
                .toBytes();
        assertEquals(
                1, EnvelopeJwe.parse(EnvelopeFormat.RECORD, json).recipients().size());
        assertThrows(IllegalArgumentException.class, () -> sealedBytes(largest + 1));
    }

    @Test
    void seal_noRecipients_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EnvelopeJwe.seal(
                        EnvelopeFormat.RECORD, Collections.emptyList(), new byte[32], new byte[1], new SecureRandom()));
    }
}
