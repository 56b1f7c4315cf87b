package com.patientory.crypto.internal.jose;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.ec.Secp256k1;
import com.patientory.crypto.internal.json.JsonObject;
import java.util.Arrays;

/** secp256k1 keys as JWK (RFC 7518 section 6.2, curve name of RFC 8812 section 3.1). */
public final class EcJwk {
    private static final String CURVE = "secp256k1";
    private static final int SCALAR_BYTES = 32;

    private EcJwk() {}

    /** {@code kty}, {@code crv}, {@code x} and {@code y} of an uncompressed point of 65 bytes. */
    public static JsonObject of(byte[] point) {
        return publicMembers(point).build();
    }

    /** The same with the private scalar {@code d} of 32 bytes. */
    public static JsonObject of(byte[] point, byte[] scalar) {
        return publicMembers(point).put("d", Base64Url.encode(scalar)).build();
    }

    private static JsonObject.Builder publicMembers(byte[] point) {
        return JsonObject.builder()
                .put("kty", "EC")
                .put("crv", CURVE)
                .put("x", Base64Url.encode(Arrays.copyOfRange(point, 1, 1 + SCALAR_BYTES)))
                .put("y", Base64Url.encode(Arrays.copyOfRange(point, 1 + SCALAR_BYTES, point.length)));
    }

    /** Reads a public point, 65 bytes uncompressed, and checks that it is on the curve. */
    public static byte[] publicPoint(JsonObject jwk) {
        requireSecp256k1(jwk);
        byte[] point = new byte[1 + 2 * SCALAR_BYTES];
        point[0] = 4;
        System.arraycopy(coordinate(jwk, "x"), 0, point, 1, SCALAR_BYTES);
        System.arraycopy(coordinate(jwk, "y"), 0, point, 1 + SCALAR_BYTES, SCALAR_BYTES);
        if (!Secp256k1.isPoint(point)) {
            throw MalformedException.of("JWK", "the point is not on the curve");
        }
        return point;
    }

    private static byte[] coordinate(JsonObject jwk, String name) {
        return Base64Url.decode("JWK " + name, jwk.string(name), SCALAR_BYTES, SCALAR_BYTES);
    }

    private static void requireSecp256k1(JsonObject jwk) {
        if (!jwk.string("kty").equals("EC") || !jwk.string("crv").equals(CURVE)) {
            throw new UnsupportedException(
                    "JWK kty, crv", jwk.string("kty") + ", " + jwk.string("crv"), "EC, " + CURVE);
        }
    }

    /** Reads the private scalar and checks that the public point is its own; the caller erases the result. */
    public static byte[] privateScalar(JsonObject jwk) {
        requireSecp256k1(jwk);
        byte[] scalar = Base64Url.decode("JWK d", jwk.string("d"));
        try {
            requireOwnPoint(scalar, jwk);
            return scalar;
        } catch (MalformedException e) {
            Arrays.fill(scalar, (byte) 0);
            throw e;
        }
    }

    private static void requireOwnPoint(byte[] scalar, JsonObject jwk) {
        if (scalar.length != SCALAR_BYTES || !Secp256k1.isScalar(scalar)) {
            throw MalformedException.of("JWK d", "not a secp256k1 private key");
        }
        JsonObject own = of(Secp256k1.publicPoint(scalar));
        if (!jwk.string("x").equals(own.string("x")) || !jwk.string("y").equals(own.string("y"))) {
            throw MalformedException.of("JWK", "the public point is not that of the private key");
        }
    }
}
