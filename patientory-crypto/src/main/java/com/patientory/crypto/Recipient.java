package com.patientory.crypto;

import com.patientory.crypto.internal.io.Pem;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.jose.Thumbprint;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.rsa.RsaCipher;
import com.patientory.crypto.internal.rsa.RsaKeys;
import java.security.interfaces.RSAPublicKey;

/**
 * Somebody whom records are encrypted for: an RSA public key of 3072 to 4096 bits with exponent 65537.
 *
 * <p>The same key verifies that person's RSASSA-PSS signatures. Whose key it is, is for a signed directory or the chain
 * to say; this type does not know.
 */
public final class Recipient {
    private static final int JWK_MAX_BYTES = 8 * 1024;

    private final RSAPublicKey publicKey;
    private final JsonObject jwk;
    private final String kid;

    private Recipient(RSAPublicKey publicKey) {
        this.publicKey = publicKey;
        this.jwk = RsaJwk.of(publicKey);
        this.kid = Thumbprint.of(jwk);
    }

    /**
     * A recipient from a public key of the Java platform.
     *
     * @param publicKey the key
     * @return the recipient
     * @throws com.patientory.crypto.error.UnsupportedException if the size or the exponent is not accepted
     */
    public static Recipient of(RSAPublicKey publicKey) {
        return new Recipient(RsaKeys.publicKey(publicKey.getModulus(), publicKey.getPublicExponent()));
    }

    /**
     * Reads a JWK (RFC 7517). Members other than {@code kty}, {@code n} and {@code e} are ignored, also a {@code kid} of
     * another system; a private key is refused.
     *
     * @param jwk the JSON text, at most 8 KiB
     * @return the recipient
     * @throws com.patientory.crypto.error.MalformedException if the text is no JWK of an RSA public key
     * @throws com.patientory.crypto.error.UnsupportedException if type, size or exponent is not accepted
     */
    public static Recipient parse(String jwk) {
        return ofJwk(JsonObject.parse("JWK", jwk, JWK_MAX_BYTES));
    }

    /** A JWK that is a member of another object. */
    static Recipient ofJwk(JsonObject jwk) {
        return new Recipient(RsaJwk.publicKey(jwk));
    }

    /**
     * The key's name.
     *
     * @return its RFC 7638 SHA-256 thumbprint in base64url, 43 characters
     */
    public String kid() {
        return kid;
    }

    /**
     * The key for use with the Java platform.
     *
     * @return the public key
     */
    public RSAPublicKey publicKey() {
        return publicKey;
    }

    /**
     * The key as canonical JSON, members {@code e}, {@code kid}, {@code kty}, {@code n}.
     *
     * @return the text
     */
    public String toJwk() {
        return jwk().toCanonicalString();
    }

    /**
     * The public key for other systems.
     *
     * @return SubjectPublicKeyInfo in DER (RFC 5280 section 4.1)
     */
    public byte[] toSpki() {
        return publicKey.getEncoded();
    }

    /**
     * The public key for other systems.
     *
     * @return {@link #toSpki()} as PEM with the label {@code PUBLIC KEY} (RFC 7468)
     */
    public String toSpkiPem() {
        return Pem.encode("PUBLIC KEY", toSpki());
    }

    JsonObject jwk() {
        return JsonObject.builder().putAll(jwk).put("kid", kid).build();
    }

    /**
     * Verifies a signature of {@link RecipientKey#sign(byte[])}.
     *
     * @param message the message, of any length
     * @param signature RSASSA-PSS, SHA-256, MGF1 with SHA-256, salt of 32 bytes
     * @return whether this key signed the message
     */
    public boolean verify(byte[] message, byte[] signature) {
        return RsaCipher.verify(publicKey, message, signature);
    }

    /** Encrypts a short secret for this recipient (RSA-OAEP-256). */
    byte[] wrap(byte[] secret) {
        return RsaCipher.wrap(publicKey, secret);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recipient recipient && kid.equals(recipient.kid);
    }

    @Override
    public int hashCode() {
        return kid.hashCode();
    }

    @Override
    public String toString() {
        return "Recipient[" + kid + "]";
    }
}
