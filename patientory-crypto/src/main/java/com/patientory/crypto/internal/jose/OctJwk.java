package com.patientory.crypto.internal.jose;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.json.JsonObject;
import java.util.Arrays;

/** Symmetric keys as JWK (RFC 7518 section 6.4). */
public final class OctJwk {
    private OctJwk() {}

    public static JsonObject of(byte[] key) {
        return JsonObject.builder()
                .put("kty", "oct")
                .put("k", Base64Url.encode(key))
                .build();
    }

    /** Reads a key of exactly {@code lengthBytes}; the caller erases the result. */
    public static byte[] key(JsonObject jwk, int lengthBytes) {
        if (!jwk.string("kty").equals("oct")) {
            throw new UnsupportedException("JWK kty", jwk.string("kty"), "oct");
        }
        byte[] key = Base64Url.decode("JWK k", jwk.string("k"));
        if (key.length != lengthBytes) {
            Arrays.fill(key, (byte) 0);
            throw MalformedException.of("JWK k", "a key of " + key.length + " bytes instead of " + lengthBytes);
        }
        return key;
    }
}
