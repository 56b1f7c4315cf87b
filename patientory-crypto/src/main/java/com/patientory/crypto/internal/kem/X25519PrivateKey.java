package com.patientory.crypto.internal.kem;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.secret.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.encoders.Hex;

/** The private half of an {@link X25519PublicKey}. */
public final class X25519PrivateKey implements KemPrivateKey {
    /** The constant part of a PKCS#8 structure with id-X25519 (RFC 8410 section 7). */
    private static final byte[] PKCS8_PREFIX = Hex.decode("302e020100300506032b656e04220420");

    private final Secret scalar;
    private final X25519PublicKey publicKey;

    private X25519PrivateKey(byte[] scalar) {
        this.scalar = new Secret("The recipient key", scalar);
        byte[] point = new byte[X25519PublicKey.KEY_BYTES];
        X25519.generatePublicKey(scalar, 0, point, 0);
        this.publicKey = new X25519PublicKey(point);
    }

    public static X25519PrivateKey generate(SecureRandom random) {
        byte[] scalar = new byte[X25519PublicKey.KEY_BYTES];
        X25519.generatePrivateKey(random, scalar);
        return erasing(scalar);
    }

    private static X25519PrivateKey erasing(byte[] scalar) {
        try {
            return new X25519PrivateKey(scalar);
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    /** Reads a private JWK and checks that the public point is its own. */
    public static X25519PrivateKey parse(JsonObject jwk) {
        X25519PrivateKey key = erasing(
                Base64Url.decode("JWK d", jwk.string("d"), X25519PublicKey.KEY_BYTES, X25519PublicKey.KEY_BYTES));
        if (!jwk.string("x").equals(key.publicKey.jwk().string("x"))) {
            key.erase();
            throw MalformedException.of("JWK", "the public point is not that of the private key");
        }
        return key;
    }

    @Override
    public KemPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public JsonObject jwk() {
        return scalar.use(secret -> JsonObject.builder()
                .putAll(publicKey.jwk())
                .put("d", Base64Url.encode(secret))
                .build());
    }

    @Override
    public byte[] pkcs8() {
        return scalar.use(secret -> {
            byte[] pkcs8 = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + secret.length);
            System.arraycopy(secret, 0, pkcs8, PKCS8_PREFIX.length, secret.length);
            return pkcs8;
        });
    }

    @Override
    public Optional<byte[]> decapsulate(JsonObject header) {
        JsonObject epk = header.object(EphemeralKey.EPK);
        return epk.string("crv").equals(X25519PublicKey.CRV)
                ? scalar.use(secret -> X25519PublicKey.agree(secret, X25519PublicKey.point(epk)))
                : Optional.empty();
    }

    @Override
    public void erase() {
        scalar.erase();
    }
}
