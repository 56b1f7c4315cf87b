package com.patientory.crypto.internal.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NfkdTest {
    @Test
    void of_composedAndCompatibilityForms_areTakenApart() {
        assertEquals("fie\u0301", Nfkd.of("\ufb01\u00e9"));
        assertArrayEquals("fie\u0301".getBytes(StandardCharsets.UTF_8), Nfkd.utf8("\ufb01\u00e9"));
    }
}
