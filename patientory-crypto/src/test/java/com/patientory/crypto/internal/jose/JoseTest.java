package com.patientory.crypto.internal.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.WalletKey;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.rsa.RsaKeys;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoseTest {
    private static final String RFC7638_N =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tS"
                    + "oc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqz"
                    + "s8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1"
                    + "jF44-csFCur-kEgU8awapJzKnqDKgw";

    private static JsonObject with(JsonObject original, String name, String value) {
        JsonObject.Builder changed = JsonObject.builder();
        for (String member : original.names()) {
            changed.put(member, member.equals(name) ? value : original.string(member));
        }
        return changed.build();
    }

    @Test
    void thumbprint_exampleOfTheRfc_isThePublishedOne() {
        JsonObject jwk = JsonObject.builder()
                .put("kty", "RSA")
                .put("n", RFC7638_N)
                .put("e", "AQAB")
                .put("alg", "RS256")
                .put("kid", "2011-04-29")
                .build();
        assertEquals("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", Thumbprint.of(jwk));
    }

    @Test
    void base64Url_everyLength_roundTrips() {
        for (int length = 0; length < 20; length++) {
            byte[] bytes = new byte[length];
            new SecureRandom().nextBytes(bytes);
            assertArrayEquals(bytes, Base64Url.decode("test", Base64Url.encode(bytes)), "length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AB", "AAB", "AA==", "A+==", "AA/A", "AA A", "AA\n", "AAAAA", "\uff21\uff21"})
    void base64Url_anotherSpelling_isMalformed(String text) {
        assertThrows(MalformedException.class, () -> Base64Url.decode("test", text));
    }

    @Test
    void base64Url_numberWithLeadingZero_isMalformed() {
        assertEquals(
                BigInteger.valueOf(128), Base64Url.decodeNumber("test", Base64Url.encode(BigInteger.valueOf(128))));
        assertThrows(MalformedException.class, () -> Base64Url.decodeNumber("test", "AAE"));
        assertThrows(MalformedException.class, () -> Base64Url.decodeNumber("test", ""));
    }

    @Test
    void rsa_privateKey_isReadOnlyIfItsPartsFit() {
        RSAPrivateCrtKey key = RsaKeys.generate(new SecureRandom());
        JsonObject jwk = RsaJwk.of(key);
        assertEquals(key.getPrivateExponent(), RsaJwk.privateKey(jwk).getPrivateExponent());
        for (String part : new String[] {"n", "d", "p", "q", "dp", "dq", "qi"}) {
            BigInteger changed = Base64Url.decodeNumber(part, jwk.string(part)).add(BigInteger.TWO);
            assertThrows(
                    MalformedException.class,
                    () -> RsaJwk.privateKey(with(jwk, part, Base64Url.encode(changed))),
                    "changed " + part);
        }
        assertThrows(UnsupportedException.class, () -> RsaJwk.privateKey(with(jwk, "e", "Aw")));
        assertThrows(UnsupportedException.class, () -> RsaJwk.privateKey(with(jwk, "kty", "EC")));
        JsonObject open = RsaJwk.of(RsaKeys.publicKey(key.getModulus(), key.getPublicExponent()));
        assertEquals(key.getModulus(), RsaJwk.publicKey(open).getModulus());
        assertThrows(UnsupportedException.class, () -> RsaJwk.publicKey(with(open, "kty", "EC")));
        assertThrows(MalformedException.class, () -> RsaJwk.publicKey(jwk));
        assertThrows(MalformedException.class, () -> Recipient.parse(jwk.toCanonicalString()));
        assertEquals(Thumbprint.of(jwk), RecipientKey.of(key).recipient().kid());
    }

    @Test
    void recipient_weakKey_isUnsupported() {
        String weak = "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + RFC7638_N + "\"}";
        UnsupportedException error = assertThrows(UnsupportedException.class, () -> Recipient.parse(weak));
        assertEquals("2048 bits", error.found());
    }

    @Test
    void ec_privateKey_isReadOnlyWithItsOwnPoint() {
        WalletKey key = WalletKey.generate(new SecureRandom());
        WalletKey other = WalletKey.generate(new SecureRandom());
        byte[] scalar = new byte[32];
        scalar[31] = 1;
        WalletKey one = WalletKey.of(scalar);
        assertArrayEquals(scalar, EcJwk.privateScalar(EcJwk.of(one.publicKey(), scalar)));
        assertThrows(MalformedException.class, () -> EcJwk.privateScalar(EcJwk.of(other.publicKey(), scalar)));
        assertThrows(MalformedException.class, () -> EcJwk.privateScalar(EcJwk.of(key.publicKey(), new byte[32])));
        assertThrows(
                UnsupportedException.class,
                () -> EcJwk.privateScalar(with(EcJwk.of(one.publicKey(), scalar), "crv", "P-256")));
    }

    @Test
    void oct_key_isReadInItsLengthOnly() {
        JsonObject jwk = OctJwk.of(new byte[32]);
        assertArrayEquals(new byte[32], OctJwk.key(jwk, 32));
        assertThrows(MalformedException.class, () -> OctJwk.key(jwk, 16));
        assertThrows(UnsupportedException.class, () -> OctJwk.key(with(jwk, "kty", "RSA"), 32));
    }
}
