package com.patientory.crypto.internal.wrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwkKeysTest {
    @ParameterizedTest
    @CsvSource({
        "'{\"kty\":\"oct\"}', JWK kty, oct",
        "'{\"kty\":\"EC\",\"crv\":\"P-384\"}', 'JWK kty, crv', EC P-384",
        "'{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}', 'JWK kty, crv', OKP Ed25519"
    })
    void publicKey_otherKinds_areNamedWithTheirCurve(String jwk, String feature, String found) {
        UnsupportedException refused =
                assertThrows(UnsupportedException.class, () -> JwkKeys.publicKey(JsonObject.parse("test", jwk, 100)));
        assertEquals(feature, refused.feature());
        assertEquals(found, refused.found());
    }
}
