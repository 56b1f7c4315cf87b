package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.kem.P256PrivateKey;
import com.patientory.crypto.internal.kem.P256PublicKey;
import com.patientory.crypto.internal.kem.X25519PrivateKey;
import com.patientory.crypto.internal.kem.X25519PublicKey;

/** Reads keys of every kind that has a registered JWK; members that are not needed are ignored (RFC 7517 section 4). */
public final class JwkKeys {
    private static final String SUPPORTED = "RSA, EC P-256, OKP X25519";

    private JwkKeys() {}

    /** A private key where a public one is expected is refused. */
    public static WrapKey publicKey(JsonObject jwk) {
        if (jwk.has("d")) {
            throw MalformedException.of("JWK", "a private key where a public key is expected");
        }
        return switch (kind(jwk)) {
            case "RSA" -> new RsaWrapKey(RsaJwk.publicKey(jwk));
            case "EC P-256" -> new KemWrapKey(P256PublicKey.parse(jwk));
            default -> new KemWrapKey(X25519PublicKey.parse(jwk));
        };
    }

    public static UnwrapKey privateKey(JsonObject jwk) {
        return switch (kind(jwk)) {
            case "RSA" -> new RsaUnwrapKey(RsaJwk.privateKey(jwk));
            case "EC P-256" -> new KemUnwrapKey(P256PrivateKey.parse(jwk));
            default -> new KemUnwrapKey(X25519PrivateKey.parse(jwk));
        };
    }

    private static String kind(JsonObject jwk) {
        String kty = jwk.string("kty");
        boolean hasCurve = kty.equals("EC") || kty.equals("OKP");
        String kind = hasCurve ? kty + " " + jwk.string("crv") : kty;
        return switch (kind) {
            case "RSA", "EC P-256", "OKP X25519" -> kind;
            default -> throw new UnsupportedException(hasCurve ? "JWK kty, crv" : "JWK kty", kind, SUPPORTED);
        };
    }
}
