package com.patientory.crypto.internal.kem;

import com.patientory.crypto.internal.json.JsonObject;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

/** A P-256 key for ECDH-ES (RFC 7518 section 4.6). */
public final class P256PublicKey implements KemPublicKey {
    private final ECPublicKey key;
    private final JsonObject jwk;

    P256PublicKey(ECPublicKey key) {
        this.key = key;
        this.jwk = P256.jwk(key);
    }

    /** Reads the point of a JWK; one off the curve is refused. */
    public static P256PublicKey parse(JsonObject jwk) {
        return new P256PublicKey(P256.publicKey(jwk));
    }

    @Override
    public String alg() {
        return EphemeralKey.ALG;
    }

    @Override
    public JsonObject jwk() {
        return jwk;
    }

    @Override
    public byte[] spki() {
        return key.getEncoded();
    }

    @Override
    public Encapsulation encapsulate(SecureRandom random) {
        KeyPair ephemeral = P256.generate(random);
        return new Encapsulation(
                EphemeralKey.header(P256.jwk((ECPublicKey) ephemeral.getPublic())),
                P256.agree((ECPrivateKey) ephemeral.getPrivate(), key));
    }
}
