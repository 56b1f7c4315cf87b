package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.internal.jose.A256Gcm;
import com.patientory.crypto.internal.jose.A256Gcm.Sealed;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.OctJwk;
import com.patientory.crypto.internal.jose.Thumbprint;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.secret.Secret;
import java.security.SecureRandom;
import java.util.Optional;

/** A256GCMKW (RFC 7518 section 4.7) under a vault key, which wraps and unwraps. */
public final class VaultWrap implements WrapKey, UnwrapKey {
    static final String ALG = "A256GCMKW";

    private static final byte[] NO_AAD = new byte[0];

    private final Secret key;
    private final String kid;

    /** The key is copied. */
    public VaultWrap(byte[] key) {
        this.key = new Secret("The vault key", key);
        this.kid = Thumbprint.of(OctJwk.of(key));
    }

    @Override
    public String kid() {
        return kid;
    }

    @Override
    public JsonObject jwk() {
        throw new UnsupportedOperationException("A vault key has no public half and is not given out");
    }

    @Override
    public byte[] spki() {
        throw new UnsupportedOperationException("A vault key has no public half");
    }

    @Override
    public byte[] pkcs8() {
        throw new UnsupportedOperationException("A vault key is not a private key of PKCS#8");
    }

    @Override
    public WrapKey wrapKey() {
        return this;
    }

    /** The key itself, to be sealed. */
    public Secret secret() {
        return key;
    }

    @Override
    public WrappedKey wrap(byte[] contentKey, SecureRandom random) {
        Sealed sealed = key.use(secret -> A256Gcm.encrypt(secret, NO_AAD, contentKey, random));
        JsonObject parts = JsonObject.builder()
                .put("iv", Base64Url.encode(sealed.iv()))
                .put("tag", Base64Url.encode(sealed.tag()))
                .build();
        return WrappedKey.of(ALG, kid, parts, sealed.ciphertext());
    }

    @Override
    public Optional<byte[]> unwrap(WrappedKey entry) {
        if (!entry.alg().equals(ALG)) {
            return Optional.empty();
        }
        Sealed sealed = new Sealed(
                Base64Url.decode("iv", entry.header().string("iv")),
                entry.encryptedKey(),
                Base64Url.decode("tag", entry.header().string("tag")));
        return key.use(secret -> A256Gcm.decrypt(secret, NO_AAD, sealed));
    }

    @Override
    public void erase() {
        key.erase();
    }
}
