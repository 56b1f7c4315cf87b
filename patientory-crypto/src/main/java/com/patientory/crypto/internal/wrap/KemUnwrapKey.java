package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.internal.jose.AesKeyWrap;
import com.patientory.crypto.internal.jose.ConcatKdf;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.kem.KemPrivateKey;
import java.util.Arrays;
import java.util.Optional;

/** The private half of a {@link KemWrapKey}. */
public final class KemUnwrapKey implements UnwrapKey {
    private final KemPrivateKey key;
    private final KemWrapKey wrapKey;

    public KemUnwrapKey(KemPrivateKey key) {
        this.key = key;
        this.wrapKey = new KemWrapKey(key.publicKey());
    }

    @Override
    public WrapKey wrapKey() {
        return wrapKey;
    }

    @Override
    public JsonObject jwk() {
        return key.jwk();
    }

    @Override
    public byte[] pkcs8() {
        return key.pkcs8();
    }

    @Override
    public Optional<byte[]> unwrap(WrappedKey entry) {
        return entry.alg().equals(key.publicKey().alg())
                ? key.decapsulate(entry.header()).flatMap(secret -> unwrap(secret, entry))
                : Optional.empty();
    }

    private static Optional<byte[]> unwrap(byte[] secret, WrappedKey entry) {
        byte[] wrappingKey = ConcatKdf.key(secret, entry.alg());
        try {
            return AesKeyWrap.unwrap(wrappingKey, entry.encryptedKey());
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(wrappingKey, (byte) 0);
        }
    }

    @Override
    public void erase() {
        key.erase();
    }
}
