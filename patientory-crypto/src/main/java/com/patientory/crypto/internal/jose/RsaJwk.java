package com.patientory.crypto.internal.jose;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.rsa.RsaKeys;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;

/** RSA keys as JWK (RFC 7518 section 6.3). */
public final class RsaJwk {
    private static final String FORMAT = "JWK";

    private RsaJwk() {}

    /** {@code kty}, {@code n} and {@code e}. */
    public static JsonObject of(RSAPublicKey key) {
        return publicMembers(key.getModulus(), key.getPublicExponent()).build();
    }

    /** All members of a two-prime private key. */
    public static JsonObject of(RSAPrivateCrtKey key) {
        return publicMembers(key.getModulus(), key.getPublicExponent())
                .put("d", Base64Url.encode(key.getPrivateExponent()))
                .put("p", Base64Url.encode(key.getPrimeP()))
                .put("q", Base64Url.encode(key.getPrimeQ()))
                .put("dp", Base64Url.encode(key.getPrimeExponentP()))
                .put("dq", Base64Url.encode(key.getPrimeExponentQ()))
                .put("qi", Base64Url.encode(key.getCrtCoefficient()))
                .build();
    }

    private static JsonObject.Builder publicMembers(BigInteger n, BigInteger e) {
        return JsonObject.builder()
                .put("kty", "RSA")
                .put("n", Base64Url.encode(n))
                .put("e", Base64Url.encode(e));
    }

    /** Reads a public key; a private member is refused, unknown members are ignored (RFC 7517 section 4). */
    public static RSAPublicKey publicKey(JsonObject jwk) {
        requireRsa(jwk);
        if (jwk.has("d")) {
            throw MalformedException.of(FORMAT, "a private key where a public key is expected");
        }
        return RsaKeys.publicKey(number(jwk, "n"), number(jwk, "e"));
    }

    /** Reads a private key and checks that its parts belong together. */
    public static RSAPrivateCrtKey privateKey(JsonObject jwk) {
        requireRsa(jwk);
        if (jwk.has("oth")) {
            throw new UnsupportedException("JWK oth", "more than two primes", "two primes");
        }
        return RsaKeys.privateKey(new RSAPrivateCrtKeySpec(
                number(jwk, "n"),
                number(jwk, "e"),
                number(jwk, "d"),
                number(jwk, "p"),
                number(jwk, "q"),
                number(jwk, "dp"),
                number(jwk, "dq"),
                number(jwk, "qi")));
    }

    private static void requireRsa(JsonObject jwk) {
        if (!jwk.string("kty").equals("RSA")) {
            throw new UnsupportedException("JWK kty", jwk.string("kty"), "RSA");
        }
    }

    private static BigInteger number(JsonObject jwk, String name) {
        return Base64Url.decodeNumber("JWK " + name, jwk.string(name));
    }
}
