package com.patientory.crypto.internal.kem;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;

/** An X-Wing key: ML-KEM-768 and X25519 together (draft-connolly-cfrg-xwing-kem-10). */
public final class XWingPublicKey implements KemPublicKey {
    /** Not a registered name, and meant to look like none: JOSE has no final identifier for X-Wing. */
    public static final String ALG = "EXPERIMENTAL-X-Wing-10+A256KW";

    /** Length of what is sent. */
    public static final int CIPHERTEXT_BYTES = 1120;

    static final String EK = "ek";
    static final String KTY = "AKP";

    private static final int KEY_BYTES = 1216;

    private final XWingPublicKeyParameters key;

    XWingPublicKey(XWingPublicKeyParameters key) {
        this.key = key;
    }

    /**
     * Reads a JWK of type {@code AKP}; an ML-KEM part with coefficients out of range (FIPS 203 section 7.2) or an X25519
     * part of small order is refused.
     */
    public static XWingPublicKey parse(JsonObject jwk) {
        requireXWing(jwk);
        if (jwk.has("priv")) {
            throw MalformedException.of("JWK", "a private key where a public key is expected");
        }
        byte[] pub = Base64Url.decode("JWK pub", jwk.string("pub"), KEY_BYTES, KEY_BYTES);
        X25519PublicKey.requireFullOrder(Arrays.copyOfRange(pub, KEY_BYTES - X25519PublicKey.KEY_BYTES, KEY_BYTES));
        try {
            return new XWingPublicKey(new XWingPublicKeyParameters(pub));
        } catch (IllegalArgumentException e) {
            throw MalformedException.of("JWK pub", "not an X-Wing public key");
        }
    }

    static void requireXWing(JsonObject jwk) {
        if (!jwk.string("kty").equals(KTY)) {
            throw new UnsupportedException("JWK kty", jwk.string("kty"), KTY);
        }
        if (!jwk.string("alg").equals(ALG)) {
            throw new UnsupportedException("JWK alg", jwk.string("alg"), ALG);
        }
    }

    @Override
    public String alg() {
        return ALG;
    }

    @Override
    public JsonObject jwk() {
        return JsonObject.builder()
                .put("kty", KTY)
                .put("alg", ALG)
                .put("pub", Base64Url.encode(key.getEncoded()))
                .build();
    }

    @Override
    public byte[] spki() {
        throw new UnsupportedOperationException(
                "X-Wing keys have no SubjectPublicKeyInfo here: the draft is not final");
    }

    @Override
    public Encapsulation encapsulate(SecureRandom random) {
        SecretWithEncapsulation made = new XWingKEMGenerator(random).generateEncapsulated(key);
        JsonObject header = JsonObject.builder()
                .put(EK, Base64Url.encode(made.getEncapsulation()))
                .build();
        return new Encapsulation(header, made.getSecret());
    }
}
