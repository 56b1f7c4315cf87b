package com.patientory.crypto;

import com.patientory.crypto.internal.io.Pem;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.rsa.RsaCipher;
import com.patientory.crypto.internal.rsa.RsaKeys;
import com.patientory.crypto.internal.wrap.JwkKeys;
import com.patientory.crypto.internal.wrap.RsaWrapKey;
import com.patientory.crypto.internal.wrap.WrapKey;
import java.security.interfaces.RSAPublicKey;

/**
 * Somebody whom records are encrypted for: a public key, RSA of 3072 to 4096 bits with exponent 65537, P-256 or X25519.
 *
 * <p>The kinds differ in size and speed alone; an envelope may have all of them. A patient's own key is RSA, which also
 * verifies his RSASSA-PSS signatures. A {@link VaultKey} can stand here as well, it has no public half. Whose key it is,
 * is for a signed directory or the chain to say; this type does not know.
 */
public final class Recipient {
    private static final int JWK_MAX_BYTES = 8 * 1024;

    private final WrapKey key;

    Recipient(WrapKey key) {
        this.key = key;
    }

    /**
     * A recipient from a public RSA key of the Java platform.
     *
     * @param publicKey the key
     * @return the recipient
     * @throws com.patientory.crypto.error.UnsupportedException if the size or the exponent is not accepted
     */
    public static Recipient of(RSAPublicKey publicKey) {
        return new Recipient(new RsaWrapKey(RsaKeys.publicKey(publicKey.getModulus(), publicKey.getPublicExponent())));
    }

    /**
     * Reads a JWK (RFC 7517) of type RSA, EC with the curve P-256 (RFC 7518 section 6) or OKP with X25519 (RFC 8037).
     * Members that the key does not need are ignored, also a {@code kid} of another system; a private key is refused.
     *
     * @param jwk the JSON text, at most 8 KiB
     * @return the recipient
     * @throws com.patientory.crypto.error.MalformedException if the text is no JWK of a public key, or the point is not
     *     on its curve or of small order
     * @throws com.patientory.crypto.error.UnsupportedException if type, curve, size or exponent is not accepted
     */
    public static Recipient parse(String jwk) {
        return new Recipient(JwkKeys.publicKey(JsonObject.parse("JWK", jwk, JWK_MAX_BYTES)));
    }

    /** The JWK in a registration: a patient's key is RSA. */
    static Recipient ofJwk(JsonObject jwk) {
        return new Recipient(new RsaWrapKey(RsaJwk.publicKey(jwk)));
    }

    /**
     * The key's name.
     *
     * @return its RFC 7638 SHA-256 thumbprint in base64url, 43 characters
     */
    public String kid() {
        return key.kid();
    }

    /**
     * The key as canonical JSON: the members of its type and {@code kid}.
     *
     * @return the text
     * @throws UnsupportedOperationException if this is a vault key, which has no public half
     */
    public String toJwk() {
        return jwk().toCanonicalString();
    }

    /**
     * The public key for other systems.
     *
     * @return SubjectPublicKeyInfo in DER (RFC 5280 section 4.1, RFC 8410 for X25519)
     * @throws UnsupportedOperationException if this is a vault key or an experimental one
     */
    public byte[] toSpki() {
        return key.spki();
    }

    /**
     * The public key for other systems.
     *
     * @return {@link #toSpki()} as PEM with the label {@code PUBLIC KEY} (RFC 7468)
     * @throws UnsupportedOperationException if this is a vault key or an experimental one
     */
    public String toSpkiPem() {
        return Pem.ofPublicKey(toSpki());
    }

    JsonObject jwk() {
        return JsonObject.builder().putAll(key.jwk()).put("kid", kid()).build();
    }

    /**
     * Verifies a signature of {@link RecipientKey#sign(byte[])}.
     *
     * @param message the message, of any length
     * @param signature RSASSA-PSS, SHA-256, MGF1 with SHA-256, salt of 32 bytes
     * @return whether this key signed the message; only an RSA key can have
     */
    public boolean verify(byte[] message, byte[] signature) {
        return key instanceof RsaWrapKey rsa && RsaCipher.verify(rsa.key(), message, signature);
    }

    WrapKey wrapKey() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recipient recipient && kid().equals(recipient.kid());
    }

    @Override
    public int hashCode() {
        return kid().hashCode();
    }

    @Override
    public String toString() {
        return "Recipient[" + kid() + "]";
    }
}
