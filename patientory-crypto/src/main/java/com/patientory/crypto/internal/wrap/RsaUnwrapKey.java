package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.rsa.RsaCipher;
import com.patientory.crypto.internal.rsa.RsaKeys;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Optional;

/** The private half of an {@link RsaWrapKey}. The platform's key cannot be erased; it is let go. */
public final class RsaUnwrapKey implements UnwrapKey {
    private final RSAPrivateCrtKey key;
    private final RsaWrapKey wrapKey;

    /** A key that was checked by {@link RsaKeys}. */
    public RsaUnwrapKey(RSAPrivateCrtKey key) {
        this.key = key;
        this.wrapKey = new RsaWrapKey(RsaKeys.publicKey(key.getModulus(), key.getPublicExponent()));
    }

    public RSAPrivateCrtKey key() {
        return key;
    }

    @Override
    public WrapKey wrapKey() {
        return wrapKey;
    }

    @Override
    public JsonObject jwk() {
        return RsaJwk.of(key);
    }

    @Override
    public byte[] pkcs8() {
        return key.getEncoded();
    }

    @Override
    public Optional<byte[]> unwrap(WrappedKey entry) {
        return entry.alg().equals(RsaWrapKey.ALG) ? RsaCipher.unwrap(key, entry.encryptedKey()) : Optional.empty();
    }

    @Override
    public void erase() {}
}
