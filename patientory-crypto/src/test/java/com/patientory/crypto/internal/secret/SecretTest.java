package com.patientory.crypto.internal.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final byte[] KEY = {1, 2, 3};
    private static final byte[] ZEROS = new byte[3];

    @Test
    void use_returnsOrThrows_leavesNoCopy() throws IOException {
        Secret secret = new Secret("The key", KEY);
        List<byte[]> given = new ArrayList<>();
        int sum = secret.use(copy -> {
            given.add(copy);
            return copy[0] + copy[1] + copy[2];
        });
        assertEquals(6, sum);
        assertThrows(
                IOException.class,
                () -> secret.use(copy -> {
                    given.add(copy);
                    throw new IOException("no room");
                }));
        assertEquals(2, given.size());
        given.forEach(copy -> assertArrayEquals(ZEROS, copy));
        assertArrayEquals(KEY, secret.copy());
    }

    @Test
    void erase_duringAUse_spoilsNeitherThatUseNorTheCaller() {
        byte[] callers = KEY.clone();
        Secret secret = new Secret("The key", callers);
        byte[] seen = secret.use(copy -> {
            secret.erase();
            return copy.clone();
        });
        assertArrayEquals(KEY, seen);
        assertArrayEquals(KEY, callers);
        assertEquals(
                "The key is closed",
                assertThrows(IllegalStateException.class, secret::copy).getMessage());
        assertThrows(IllegalStateException.class, () -> secret.use(copy -> copy));
    }
}
