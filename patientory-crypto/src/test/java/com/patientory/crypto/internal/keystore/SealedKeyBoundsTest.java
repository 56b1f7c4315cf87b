package com.patientory.crypto.internal.keystore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.OctJwk;
import com.patientory.crypto.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Both sides of each bound of keystore-v1, and sealing within the tests, not before them. */
class SealedKeyBoundsTest {
    private static final byte[] PASSWORD = "correct horse".getBytes(StandardCharsets.US_ASCII);
    private static final JsonObject JWK = OctJwk.of(new byte[32]);
    private static final int MAX_CHARS = 16 * 1024;

    private static KeystoreHeader header(String kid, int iterations, int saltBytes) {
        return new KeystoreHeader(kid, iterations, Base64Url.encode(new byte[saltBytes]));
    }

    private static KeystoreHeader reparsed(KeystoreHeader header) {
        return KeystoreHeader.parse(header.toBytes());
    }

    @Test
    void seal_twice_differsAndOpensToTheSameKey() {
        String first = SealedKey.seal(JWK, "name", PASSWORD, new SecureRandom());
        String second = SealedKey.seal(JWK, "name", PASSWORD, new SecureRandom());
        for (int part = 0; part < 5; part++) {
            assertNotEquals(first.split("\\.", -1)[part], second.split("\\.", -1)[part], "part " + part);
        }
        assertEquals(
                JWK.toCanonicalString(), SealedKey.parse(first).open(PASSWORD).toCanonicalString());
    }

    @Test
    void parse_boundsOfTheHeader_areTakenAndTheNextRefused() {
        for (KeystoreHeader good : new KeystoreHeader[] {
            header("!", 1000, 16), header("~".repeat(43), 1_000_000, 64), header("k", 1000, 64)
        }) {
            assertEquals(good, reparsed(good));
        }
        assertThrows(UnsupportedException.class, () -> reparsed(header("k", 999, 16)));
        assertThrows(UnsupportedException.class, () -> reparsed(header("k", 1_000_001, 16)));
        for (KeystoreHeader bad : new KeystoreHeader[] {
            header("k", 1000, 15),
            header("k", 1000, 65),
            header("k".repeat(44), 1000, 16),
            header("k k", 1000, 16),
            header("\u007f", 1000, 16)
        }) {
            assertThrows(MalformedException.class, () -> reparsed(bad), bad.kid());
        }
    }

    @Test
    void parse_lengthAroundTheBound_isTakenUpToIt() {
        String compact = SealedKey.seal(JWK, header("name", 1000, 16), PASSWORD, new byte[32], new SecureRandom());
        String[] parts = compact.split("\\.", -1);
        int rest = MAX_CHARS - compact.length() + parts[3].length();
        parts[3] = "A".repeat(rest);
        String longest = String.join(".", parts);
        assertEquals(MAX_CHARS, longest.length());
        // A length of 4n + 1 is no base64url; the next shorter one then stands for the bound.
        assertEquals(
                "name",
                SealedKey.parse(rest % 4 == 1 ? longest.replaceFirst("A[.]", ".") : longest)
                        .kid());
        parts[3] = "A".repeat(rest + 1);
        MalformedException refused =
                assertThrows(MalformedException.class, () -> SealedKey.parse(String.join(".", parts)));
        assertEquals("longer than 16384 characters", refused.reason());
    }

    @Test
    void seal_afterwards_theContentKeyIsErased() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        String compact = SealedKey.seal(JWK, header("name", 1000, 16), PASSWORD, key, new SecureRandom());
        assertArrayEquals(new byte[32], key);
        assertEquals(
                JWK.toCanonicalString(), SealedKey.parse(compact).open(PASSWORD).toCanonicalString());
    }
}
