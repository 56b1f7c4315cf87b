package com.patientory.crypto.internal.wrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
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

    /** It is printed before anything is authenticated. */
    @Test
    void parse_kidThatIsNoThumbprint_isMalformed() {
        JsonObject entry = vault.wrap(new byte[32], new SecureRandom()).toJson();
        assertEquals(vault.kid(), WrappedKey.parse("test", entry).kid());
        for (String kid : new String[] {"", "AAAA", Base64Url.encode(new byte[31]), Base64Url.encode(new byte[33])}) {
            JsonObject header = JsonObject.builder()
                    .putAll(entry.object("header").without("kid"))
                    .put("kid", kid)
                    .build();
            JsonObject other = JsonObject.builder()
                    .putAll(entry.without("header"))
                    .put("header", header)
                    .build();
            assertThrows(MalformedException.class, () -> WrappedKey.parse("test", other), kid);
        }
    }
}
