package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.internal.jose.AesKeyWrap;
import com.patientory.crypto.internal.jose.ConcatKdf;
import com.patientory.crypto.internal.jose.Thumbprint;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.kem.Encapsulation;
import com.patientory.crypto.internal.kem.KemPublicKey;
import java.security.SecureRandom;
import java.util.Arrays;

/** A fresh secret, Concat KDF, AES key wrap: ECDH-ES+A256KW (RFC 7518 section 4.6) and what is built like it. */
public final class KemWrapKey implements WrapKey {
    private final KemPublicKey key;
    private final String kid;

    public KemWrapKey(KemPublicKey key) {
        this.key = key;
        this.kid = Thumbprint.of(key.jwk());
    }

    @Override
    public String kid() {
        return kid;
    }

    @Override
    public JsonObject jwk() {
        return key.jwk();
    }

    @Override
    public byte[] spki() {
        return key.spki();
    }

    @Override
    public WrappedKey wrap(byte[] secret, SecureRandom random) {
        Encapsulation fresh = key.encapsulate(random);
        byte[] wrappingKey = ConcatKdf.key(fresh.secret(), key.alg());
        try {
            return WrappedKey.of(key.alg(), kid, fresh.header(), AesKeyWrap.wrap(wrappingKey, secret));
        } finally {
            Arrays.fill(fresh.secret(), (byte) 0);
            Arrays.fill(wrappingKey, (byte) 0);
        }
    }
}
