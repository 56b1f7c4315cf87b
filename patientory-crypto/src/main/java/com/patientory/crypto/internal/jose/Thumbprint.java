package com.patientory.crypto.internal.jose;

import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** The RFC 7638 thumbprint: SHA-256 over the canonical JSON of a key's required members. */
public final class Thumbprint {
    private Thumbprint() {}

    /** The 32 bytes of the thumbprint. */
    public static byte[] digest(JsonObject jwk) {
        JsonObject.Builder required = JsonObject.builder();
        for (String name : requiredMembers(jwk.string("kty"))) {
            required.put(name, jwk.string(name));
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(required.build().toCanonicalBytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The thumbprint in base64url, as it stands in {@code kid}. */
    public static String of(JsonObject jwk) {
        return Base64Url.encode(digest(jwk));
    }

    private static List<String> requiredMembers(String kty) {
        return switch (kty) {
            case "RSA" -> Arrays.asList("e", "kty", "n");
            case "EC" -> Arrays.asList("crv", "kty", "x", "y");
            case "OKP" -> Arrays.asList("crv", "kty", "x");
            case "AKP" -> Arrays.asList("alg", "kty", "pub");
            case "oct" -> Arrays.asList("k", "kty");
            default -> throw new UnsupportedException("JWK kty", kty, "RSA, EC, OKP, AKP, oct");
        };
    }
}
