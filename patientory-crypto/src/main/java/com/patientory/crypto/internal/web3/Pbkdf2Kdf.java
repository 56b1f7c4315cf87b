package com.patientory.crypto.internal.web3;

import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.derive.Pbkdf2;
import com.patientory.crypto.internal.json.JsonObject;

/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018).
 *
 * @param iterations how often
 * @param salt the salt in hexadecimal
 */
record Pbkdf2Kdf(int iterations, String salt) implements Kdf {
    static final String NAME = "pbkdf2";

    private static final String PRF = "hmac-sha256";
    private static final int MAX_ITERATIONS = 2_000_000;

    /** OWASP's recommendation. */
    static Pbkdf2Kdf standard(String salt) {
        return new Pbkdf2Kdf(600_000, salt);
    }

    static Pbkdf2Kdf parse(JsonObject params) {
        if (!params.string("prf").equals(PRF)) {
            throw new UnsupportedException(KeystoreV3.FORMAT + " prf", params.string("prf"), PRF);
        }
        return new Pbkdf2Kdf(Kdf.bounded("c", params, 1, MAX_ITERATIONS), Kdf.salt(params));
    }

    @Override
    public byte[] derive(byte[] password) {
        return Pbkdf2.hmacSha256(password, Kdf.octets(salt), iterations, KEY_BYTES);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject params() {
        return JsonObject.builder()
                .put("c", iterations)
                .put("dklen", KEY_BYTES)
                .put("prf", PRF)
                .put("salt", salt)
                .build();
    }
}
