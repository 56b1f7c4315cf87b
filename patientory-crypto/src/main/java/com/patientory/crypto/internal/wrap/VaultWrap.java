package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.internal.jose.A256Gcm;
import com.patientory.crypto.internal.jose.A256Gcm.Sealed;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.OctJwk;
import com.patientory.crypto.internal.jose.Thumbprint;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** A256GCMKW (RFC 7518 section 4.7) under a vault key, which wraps and unwraps. */
public final class VaultWrap implements WrapKey, UnwrapKey {
    static final String ALG = "A256GCMKW";

    private static final byte[] NO_AAD = new byte[0];

    private final byte[] key;
    private final String kid;
    private boolean erased;

    /** The key is copied. */
    public VaultWrap(byte[] key) {
        this.key = Arrays.copyOf(key, A256Gcm.KEY_BYTES);
        this.kid = Thumbprint.of(OctJwk.of(this.key));
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

    /** A copy that the caller erases; taken under the lock, so that a concurrent {@link #erase} cannot leave half a key. */
    public synchronized byte[] secret() {
        if (erased) {
            throw new IllegalStateException("The vault key is closed");
        }
        return key.clone();
    }

    @Override
    public WrappedKey wrap(byte[] contentKey, SecureRandom random) {
        byte[] secret = secret();
        try {
            Sealed sealed = A256Gcm.encrypt(secret, NO_AAD, contentKey, random);
            JsonObject parts = JsonObject.builder()
                    .put("iv", Base64Url.encode(sealed.iv()))
                    .put("tag", Base64Url.encode(sealed.tag()))
                    .build();
            return WrappedKey.of(ALG, kid, parts, sealed.ciphertext());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public Optional<byte[]> unwrap(WrappedKey entry) {
        if (!entry.alg().equals(ALG)) {
            return Optional.empty();
        }
        byte[] secret = secret();
        try {
            Sealed sealed = new Sealed(
                    Base64Url.decode("iv", entry.header().string("iv")),
                    entry.encryptedKey(),
                    Base64Url.decode("tag", entry.header().string("tag")));
            return A256Gcm.decrypt(secret, NO_AAD, sealed);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public synchronized void erase() {
        erased = true;
        Arrays.fill(key, (byte) 0);
    }
}
