package com.patientory.crypto.internal.wrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class WrappedKeyTest {
    private final VaultWrap vault = new VaultWrap(new byte[32]);

    @Test
    void toString_always_isAlgorithmAndRecipient() {
        WrappedKey entry = vault.wrap(new byte[32], new SecureRandom());
        assertEquals("WrappedKey[A256GCMKW, " + vault.kid() + "]", entry.toString());
    }

    @Test
    void vault_formsOfAPublicHalf_areNotOffered() {
        assertThrows(UnsupportedOperationException.class, vault::jwk);
        assertThrows(UnsupportedOperationException.class, vault::spki);
        assertThrows(UnsupportedOperationException.class, vault::pkcs8);
    }
}
