package com.patientory.crypto.internal.kem;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.secret.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;

/** The private half of an {@link XWingPublicKey}; all of it follows from a seed of 32 bytes. */
public final class XWingPrivateKey implements KemPrivateKey {
    /** Length of the seed. */
    public static final int SEED_BYTES = 32;

    private final Secret seed;
    private final XWingPublicKey publicKey;

    /** The seed is copied. */
    public XWingPrivateKey(byte[] seed) {
        this.seed = new Secret("The recipient key", seed);
        this.publicKey = new XWingPublicKey(expanded().getPublicKeyParameters());
    }

    /** Made anew for each use, 0.1 ms: what is kept is the seed, which can be erased. */
    private XWingPrivateKeyParameters expanded() {
        return seed.use(XWingPrivateKeyParameters::new);
    }

    public static XWingPrivateKey generate(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return erasing(seed);
    }

    private static XWingPrivateKey erasing(byte[] seed) {
        try {
            return new XWingPrivateKey(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Reads a private JWK and checks that the public key is its own. */
    public static XWingPrivateKey parse(JsonObject jwk) {
        XWingPublicKey.requireXWing(jwk);
        XWingPrivateKey key = erasing(Base64Url.decode("JWK priv", jwk.string("priv"), SEED_BYTES, SEED_BYTES));
        if (!jwk.string("pub").equals(key.publicKey.jwk().string("pub"))) {
            key.erase();
            throw MalformedException.of("JWK", "the public key is not that of the private key");
        }
        return key;
    }

    @Override
    public KemPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public JsonObject jwk() {
        return seed.use(secret -> JsonObject.builder()
                .putAll(publicKey.jwk())
                .put("priv", Base64Url.encode(secret))
                .build());
    }

    @Override
    public byte[] pkcs8() {
        throw new UnsupportedOperationException("X-Wing keys have no PKCS#8 form here: the draft is not final");
    }

    @Override
    public Optional<byte[]> decapsulate(JsonObject header) {
        byte[] ciphertext = Base64Url.decode("ek", header.string(XWingPublicKey.EK));
        XWingKEMExtractor extractor = new XWingKEMExtractor(expanded());
        try {
            return Optional.of(extractor.extractSecret(ciphertext));
        } catch (IllegalStateException e) {
            // The X25519 part is a point of small order, which no honest sender has.
            return Optional.empty();
        }
    }

    @Override
    public void erase() {
        seed.erase();
    }
}
