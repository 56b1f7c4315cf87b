package com.patientory.crypto.internal.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.error.WrongWordsException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.OctJwk;
import com.patientory.crypto.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealedKeyTest {
    private static final byte[] PASSWORD = "correct horse".getBytes(StandardCharsets.US_ASCII);
    private static final JsonObject JWK = OctJwk.of(new byte[32]);
    private static final String COMPACT = FixedSealedKey.seal(JWK, "name", PASSWORD, 1_000);

    private static String part(int index, String text) {
        String[] parts = COMPACT.split("\\.", -1);
        parts[index] = text;
        return String.join(".", parts);
    }

    private static String header(String from, String to) {
        String json = new String(Base64Url.decode("test", COMPACT.split("\\.", -1)[0]), StandardCharsets.UTF_8);
        String changed = json.replace(from, to);
        if (changed.equals(json)) {
            throw new IllegalArgumentException("Nothing to replace");
        }
        return part(0, Base64Url.encode(changed.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertUnsupported(String compact) {
        assertThrows(UnsupportedException.class, () -> SealedKey.parse(compact));
    }

    private static void assertMalformed(String compact) {
        assertThrows(MalformedException.class, () -> SealedKey.parse(compact));
    }

    @Test
    void open_rightPassword_givesTheKey() {
        SealedKey sealed = SealedKey.parse(COMPACT);
        assertEquals("name", sealed.kid());
        assertEquals(JWK.toCanonicalString(), sealed.open(PASSWORD).toCanonicalString());
    }

    @Test
    void open_wrongPasswordOrAlteredWrapping_isOneError() {
        assertThrows(WrongWordsException.class, () -> SealedKey.parse(COMPACT).open(new byte[3]));
        String wrapped = part(1, Base64Url.encode(new byte[40]));
        assertThrows(WrongWordsException.class, () -> SealedKey.parse(wrapped).open(PASSWORD));
        String iterations = header("1000", "1001");
        assertThrows(
                WrongWordsException.class, () -> SealedKey.parse(iterations).open(PASSWORD));
    }

    @Test
    void open_alteredIvTagOrName_isAnIntegrityError() {
        for (String altered : new String[] {
            part(2, Base64Url.encode(new byte[12])), part(4, Base64Url.encode(new byte[16])), header("name", "mane")
        }) {
            assertThrows(
                    IntegrityException.class, () -> SealedKey.parse(altered).open(PASSWORD));
        }
    }

    @Test
    void parse_otherAlgorithms_areUnsupported() {
        assertUnsupported(header("PBES2-HS512+A256KW", "RSA1_5"));
        assertUnsupported(header("PBES2-HS512+A256KW", "dir"));
        assertUnsupported(header("A256GCM", "A128CBC-HS256"));
        assertUnsupported(header("jwk+json", "text"));
        assertUnsupported(header("keystore-v1", "keystore-v2"));
        assertUnsupported(header("keystore-v1\"", "keystore-v2\",\"zz\":1"));
    }

    @Test
    void parse_iterationsOutOfBounds_areUnsupportedBeforeAnyIsSpent() {
        assertUnsupported(header("1000", "999"));
        assertUnsupported(header("1000", "1000001"));
        assertUnsupported(header("1000", "-1"));
        assertUnsupported(header("1000", "9000000000000000000"));
        SealedKey.parse(header("1000", "1000000"));
    }

    @Test
    void parse_otherMembers_areMalformed() {
        assertMalformed(header("{", "{\"zip\":\"DEF\","));
        assertMalformed(header("{", "{\"crit\":[\"b64\"],"));
        assertMalformed(header("{", "{\"p2c\":2000,"));
        assertMalformed(header("\"cty\":\"jwk+json\",", ""));
        assertMalformed(header("1000", "\"1000\""));
        assertMalformed(header("name", "name\\nforged line"));
        assertMalformed(header("name", "n".repeat(44)));
        assertMalformed(header("AQEBAQEBAQEBAQEBAQEBAQ", "AQEB"));
    }

    @Test
    void parse_otherShape_isMalformed() {
        assertMalformed("");
        assertMalformed(COMPACT + ".");
        assertMalformed(COMPACT.substring(0, COMPACT.lastIndexOf('.')));
        assertMalformed(COMPACT + "=");
        assertMalformed(part(1, Base64Url.encode(new byte[32])));
        assertMalformed(part(2, Base64Url.encode(new byte[16])));
        assertMalformed(part(4, Base64Url.encode(new byte[12])));
        assertMalformed("A".repeat(17_000));
    }
}
