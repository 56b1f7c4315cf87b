package com.patientory.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopePayloadTest {
    private static String payload(long sizeBytes) {
        String payload = new String(EnvelopePayload.write(new byte[32], 4711, null, Records.METADATA), UTF_8);
        return payload.replace("\"size\":4711", "\"size\":" + sizeBytes);
    }

    @Test
    void read_largestSize_isWrittenAgainAlike() {
        byte[] largest = payload((1L << 53) - 1).getBytes(UTF_8);
        try (RecordKey key = EnvelopePayload.read(largest)) {
            assertArrayEquals(largest, CryptoInternals.payload(key));
        }
    }

    @Test
    void read_writerWithoutChecksum_isMalformed() {
        String writer = Records.METADATA.writer().toString();
        String lower = payload(1).replace(writer, writer.toLowerCase(Locale.ROOT));
        assertThrows(MalformedException.class, () -> EnvelopePayload.read(lower.getBytes(UTF_8)));
    }

    /** Fuzzing's finding: the signature was verified first, over what has no canonical form. */
    @ParameterizedTest
    @ValueSource(strings = {"\"kty\":\"oct\",\"x\":9007199254740992", "\"kty\":9007199254740992"})
    void read_signedKeyWithoutCanonicalForm_isMalformed(String members) {
        try (PatientIdentity writer = PatientIdentity.from(Mnemonic.parse(MnemonicTest.JUNK))) {
            byte[] signed = EnvelopePayload.write(new byte[32], 1, new byte[32], Records.METADATA, writer.wallet());
            String altered = new String(signed, UTF_8).replace("\"kty\":\"oct\"", members);
            assertThrows(MalformedException.class, () -> EnvelopePayload.read(altered.getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 53, Long.MAX_VALUE})
    void read_sizeThatJsonCannotHold_isMalformed(long sizeBytes) {
        byte[] json = payload(sizeBytes).getBytes(UTF_8);
        assertThrows(MalformedException.class, () -> EnvelopePayload.read(json));
    }
}
