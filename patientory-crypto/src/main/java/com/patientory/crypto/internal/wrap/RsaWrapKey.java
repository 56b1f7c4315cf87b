package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.jose.Thumbprint;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.rsa.RsaCipher;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;

/** RSA-OAEP-256 (RFC 7518 section 4.3). */
public final class RsaWrapKey implements WrapKey {
    static final String ALG = "RSA-OAEP-256";

    private static final JsonObject NOTHING_MORE = JsonObject.builder().build();

    private final RSAPublicKey key;
    private final JsonObject jwk;
    private final String kid;

    /** A key that was checked by {@link com.patientory.crypto.internal.rsa.RsaKeys}. */
    public RsaWrapKey(RSAPublicKey key) {
        this.key = key;
        this.jwk = RsaJwk.of(key);
        this.kid = Thumbprint.of(jwk);
    }

    public RSAPublicKey key() {
        return key;
    }

    @Override
    public String kid() {
        return kid;
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
    public WrappedKey wrap(byte[] secret, SecureRandom random) {
        return WrappedKey.of(ALG, kid, NOTHING_MORE, RsaCipher.wrap(key, secret));
    }
}
