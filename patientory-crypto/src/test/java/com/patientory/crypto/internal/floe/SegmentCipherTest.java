package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.crypto.internal.floe.AesGcm.Slice;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SegmentCipherTest {
    private static final byte[] PLAIN = {1, 2, 3, 4, 5};
    private static final int SEALED_AT = 7;
    private static final int PLAIN_AT = 9;

    @Test
    void encryptAndDecrypt_somewhereInAnArray_countFromThere() {
        SecureRandom random = new SecureRandom();
        FloeParameters parameters = new FloeParameters(4096, FloeParameters.STANDARD_ROTATION_BITS);
        try (FloeSession session = FloeSession.toEncrypt(parameters, new byte[32], new byte[0], random);
                SegmentCipher cipher = new SegmentCipher(session, random)) {
            byte[] sealed = new byte[SEALED_AT + PLAIN.length + FloeParameters.SEGMENT_OVERHEAD_BYTES];
            int sealedBytes = cipher.encrypt(0, true, new Slice(PLAIN, 0, PLAIN.length), sealed, SEALED_AT);
            assertEquals(sealed.length - SEALED_AT, sealedBytes);
            assertArrayEquals(new byte[SEALED_AT], Arrays.copyOf(sealed, SEALED_AT));
            byte[] plain = new byte[PLAIN_AT + PLAIN.length + AesGcm.OUTPUT_SLACK_BYTES];
            Slice segment = new Slice(sealed, SEALED_AT, sealedBytes);
            assertEquals(PLAIN.length, cipher.decrypt(0, true, segment, plain, PLAIN_AT));
            assertArrayEquals(PLAIN, Arrays.copyOfRange(plain, PLAIN_AT, PLAIN_AT + PLAIN.length));
        }
    }
}
