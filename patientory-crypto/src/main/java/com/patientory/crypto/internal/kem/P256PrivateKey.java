package com.patientory.crypto.internal.kem;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;

/** The platform's key cannot be erased; it is let go. */
public final class P256PrivateKey implements KemPrivateKey {
    private final ECPrivateKey key;
    private final P256PublicKey publicKey;

    private P256PrivateKey(ECPrivateKey key, ECPublicKey publicKey) {
        this.key = key;
        this.publicKey = new P256PublicKey(publicKey);
    }

    public static P256PrivateKey generate(SecureRandom random) {
        KeyPair pair = P256.generate(random);
        return new P256PrivateKey((ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
    }

    /** Reads a private JWK and checks that the public point is its own. */
    public static P256PrivateKey parse(JsonObject jwk) {
        byte[] scalar = Base64Url.decode("JWK d", jwk.string("d"));
        try {
            ECPrivateKey key = P256.privateKey(scalar);
            P256PrivateKey own = new P256PrivateKey(key, P256.publicKey(key));
            JsonObject point = own.publicKey.jwk();
            if (!jwk.string("x").equals(point.string("x")) || !jwk.string("y").equals(point.string("y"))) {
                throw MalformedException.of("JWK", "the public point is not that of the private key");
            }
            return own;
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    @Override
    public KemPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public JsonObject jwk() {
        byte[] scalar = BigIntegers.asUnsignedByteArray(P256.COORDINATE_BYTES, key.getS());
        try {
            return JsonObject.builder()
                    .putAll(publicKey.jwk())
                    .put("d", Base64Url.encode(scalar))
                    .build();
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    @Override
    public byte[] pkcs8() {
        return key.getEncoded();
    }

    @Override
    public Optional<byte[]> decapsulate(JsonObject header) {
        JsonObject epk = header.object(EphemeralKey.EPK);
        if (!epk.string("crv").equals(P256.CRV)) {
            return Optional.empty();
        }
        try {
            return Optional.of(P256.agree(key, P256.publicKey(epk)));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void erase() {}
}
