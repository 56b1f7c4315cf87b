package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.ReachableArrays;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamEncryptorTest {
    private static final FloeParameters PARAMETERS = new FloeParameters(64, 1);

    private final SecureRandom random = new SecureRandom();
    private final Set<byte[]> filled = Collections.newSetFromMap(new IdentityHashMap<>());

    @Test
    void encrypt_severalSegments_tellsEachAndDigestsAllAndKeepsNothing() throws Exception {
        byte[] plain = new byte[3 * 32 + 5];
        Arrays.fill(plain, (byte) 7);
        List<Long> told = new ArrayList<>();
        PlaintextDigest digest = PlaintextDigest.sha256();
        try (FloeSession session = FloeSession.toEncrypt(PARAMETERS, new byte[32], new byte[0], random)) {
            FloeLayout layout = new StreamEncryptor(session, random)
                    .encrypt(remembering(plain), new ByteArrayOutputStream(), digest, told::add);
            assertEquals(FloeLayout.ofPlaintext(PARAMETERS, plain.length), layout);
        }
        assertEquals(List.of(32L, 64L, 96L, 101L), told);
        assertArrayEquals(
                MessageDigest.getInstance("SHA-256").digest(plain),
                digest.finish().orElseThrow());
        assertEquals(2, filled.size());
        for (byte[] array : filled) {
            assertTrue(ReachableArrays.isZero(array));
        }
    }

    /** Remembers the arrays that it is read into. */
    private ByteArrayInputStream remembering(byte[] plain) {
        return new ByteArrayInputStream(plain) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                int count = super.read(to, offset, length);
                if (count > 0) {
                    assertFalse(ReachableArrays.isZero(to));
                    filled.add(to);
                }
                return count;
            }
        };
    }
}
