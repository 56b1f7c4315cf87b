package com.patientory.crypto.internal.kem;

import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;

/** The header member {@code epk} of ECDH-ES (RFC 7518 section 4.6.1.1). */
public final class EphemeralKey {
    /** ECDH-ES with AES key wrap. */
    public static final String ALG = "ECDH-ES+A256KW";

    static final String EPK = "epk";

    private static final int COORDINATE_BYTES = P256.COORDINATE_BYTES;

    private EphemeralKey() {}

    static JsonObject header(JsonObject epk) {
        return JsonObject.builder().put(EPK, epk).build();
    }

    /** Checks the form; whether the point is a good one is seen by whom it concerns. */
    public static void requireForm(String format, JsonObject epk) {
        String crv = epk.string("crv");
        if (crv.equals(P256.CRV)) {
            requireKty(format, epk.exactly("crv", "kty", "x", "y"), "EC");
            Base64Url.decode(format + " epk y", epk.string("y"), COORDINATE_BYTES, COORDINATE_BYTES);
        } else if (crv.equals(X25519PublicKey.CRV)) {
            requireKty(format, epk.exactly("crv", "kty", "x"), "OKP");
        } else {
            throw new UnsupportedException(format + " epk crv", crv, P256.CRV + ", " + X25519PublicKey.CRV);
        }
        Base64Url.decode(format + " epk x", epk.string("x"), COORDINATE_BYTES, COORDINATE_BYTES);
    }

    private static void requireKty(String format, JsonObject epk, String kty) {
        if (!epk.string("kty").equals(kty)) {
            throw new UnsupportedException(format + " epk kty", epk.string("kty"), kty);
        }
    }
}
