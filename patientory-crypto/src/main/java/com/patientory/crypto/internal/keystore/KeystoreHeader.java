package com.patientory.crypto.internal.keystore;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;

/**
 * The protected header of a sealed key.
 *
 * @param kid the sealed key's id
 * @param iterations PBKDF2 iterations, {@code p2c}
 * @param salt the salt input, {@code p2s}, in base64url
 */
record KeystoreHeader(String kid, int iterations, String salt) {
    static final String FORMAT = "keystore-v1";
    static final String ALG = "PBES2-HS512+A256KW";

    private static final String ENC = "A256GCM";
    private static final String CTY = "jwk+json";
    private static final int MIN_ITERATIONS = 1_000;
    private static final int MAX_ITERATIONS = 1_000_000;
    private static final int MIN_SALT_BYTES = 16;
    private static final int MAX_SALT_BYTES = 64;
    private static final int MAX_BYTES = 1024;
    private static final int MAX_KID_CHARS = 43;

    static KeystoreHeader parse(byte[] json) {
        JsonObject header = JsonObject.parse(FORMAT, json, MAX_BYTES);
        // First: a later version may have other members.
        require(header, "typ", FORMAT);
        header.exactly("alg", "cty", "enc", "kid", "p2c", "p2s", "typ");
        require(header, "cty", CTY);
        require(header, "alg", ALG);
        require(header, "enc", ENC);
        long iterations = header.integer("p2c");
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new UnsupportedException(
                    FORMAT + " p2c", Long.toString(iterations), MIN_ITERATIONS + " to " + MAX_ITERATIONS);
        }
        byte[] salt = Base64Url.decode(FORMAT + " p2s", header.string("p2s"));
        if (salt.length < MIN_SALT_BYTES || salt.length > MAX_SALT_BYTES) {
            throw MalformedException.of(FORMAT, "a salt of " + salt.length + " bytes");
        }
        return new KeystoreHeader(kid(header.string("kid")), (int) iterations, header.string("p2s"));
    }

    /** Printed in errors before anything is authenticated, so it must not be able to forge a line of a log. */
    private static String kid(String kid) {
        if (kid.length() > MAX_KID_CHARS || !kid.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw MalformedException.of(FORMAT, "a kid that is neither an address nor a thumbprint");
        }
        return kid;
    }

    private static void require(JsonObject header, String name, String value) {
        if (!header.string(name).equals(value)) {
            throw new UnsupportedException(FORMAT + " " + name, header.string(name), value);
        }
    }

    byte[] saltBytes() {
        return Base64Url.decode(FORMAT + " p2s", salt);
    }

    byte[] toBytes() {
        return JsonObject.builder()
                .put("alg", ALG)
                .put("cty", CTY)
                .put("enc", ENC)
                .put("kid", kid)
                .put("p2c", iterations)
                .put("p2s", salt)
                .put("typ", FORMAT)
                .build()
                .toCanonicalBytes();
    }
}
