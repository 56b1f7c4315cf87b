package com.patientory.crypto;

import com.patientory.crypto.internal.io.Pem;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.kem.P256PrivateKey;
import com.patientory.crypto.internal.kem.X25519PrivateKey;
import com.patientory.crypto.internal.rsa.RsaCipher;
import com.patientory.crypto.internal.rsa.RsaKeys;
import com.patientory.crypto.internal.secret.Randomness;
import com.patientory.crypto.internal.wrap.JwkKeys;
import com.patientory.crypto.internal.wrap.KemUnwrapKey;
import com.patientory.crypto.internal.wrap.RsaUnwrapKey;
import com.patientory.crypto.internal.wrap.UnwrapKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The private half of a {@link Recipient}: opens envelopes and, if it is RSA, signs.
 *
 * <p>{@link #close()} lets go of the key. The Java platform offers no way to erase the numbers of an RSA or P-256 key, so
 * they stay in memory until the garbage collector reuses it; the bytes of an X25519 key, of a vault key and of an experimental one's seed are erased.
 */
public final class RecipientKey implements AutoCloseable {
    private static final int JWK_MAX_BYTES = 16 * 1024;

    private final Recipient recipient;
    private volatile @Nullable UnwrapKey key;

    RecipientKey(UnwrapKey key) {
        this(key, new Recipient(key.wrapKey()));
    }

    RecipientKey(UnwrapKey key, Recipient recipient) {
        this.key = key;
        this.recipient = recipient;
    }

    /**
     * A random RSA-3072 key, for doctors and hospitals. A patient's key is not made like this but derived from his
     * words. Takes up to a few seconds.
     *
     * @param random where the key comes from
     * @return the key
     */
    public static RecipientKey generate(SecureRandom random) {
        return new RecipientKey(new RsaUnwrapKey(RsaKeys.generate(random)));
    }

    /**
     * A random P-256 key: small entries, made in a millisecond, known to hardware and browsers. It cannot sign here.
     *
     * @param random where the key comes from
     * @return the key
     */
    public static RecipientKey generateP256(SecureRandom random) {
        return new RecipientKey(new KemUnwrapKey(P256PrivateKey.generate(random)));
    }

    /**
     * A random X25519 key: small entries, made in a millisecond. It cannot sign.
     *
     * @param random where the key comes from
     * @return the key
     */
    public static RecipientKey generateX25519(SecureRandom random) {
        return new RecipientKey(new KemUnwrapKey(X25519PrivateKey.generate(random)));
    }

    /**
     * An RSA key that was made elsewhere.
     *
     * @param privateKey two primes, 3072 to 4096 bits, exponent 65537
     * @return the key
     * @throws com.patientory.crypto.error.UnsupportedException if size or exponent is not accepted
     * @throws com.patientory.crypto.error.MalformedException if the parts of the key do not belong together
     */
    public static RecipientKey of(RSAPrivateCrtKey privateKey) {
        return new RecipientKey(new RsaUnwrapKey(RsaKeys.privateKey(new RSAPrivateCrtKeySpec(
                privateKey.getModulus(),
                privateKey.getPublicExponent(),
                privateKey.getPrivateExponent(),
                privateKey.getPrimeP(),
                privateKey.getPrimeQ(),
                privateKey.getPrimeExponentP(),
                privateKey.getPrimeExponentQ(),
                privateKey.getCrtCoefficient()))));
    }

    /**
     * Reads a private JWK, such as {@link #exportJwk()} gives: RSA, EC with P-256 or OKP with X25519.
     *
     * @param jwk the JSON text, at most 16 KiB
     * @return the key
     * @throws com.patientory.crypto.error.MalformedException if the text is no private JWK, or its public part is not
     *     that of the private one
     * @throws com.patientory.crypto.error.UnsupportedException if type, curve, size or exponent is not accepted
     */
    public static RecipientKey parse(String jwk) {
        return new RecipientKey(JwkKeys.privateKey(JsonObject.parse("JWK", jwk, JWK_MAX_BYTES)));
    }

    /**
     * The public half.
     *
     * @return the recipient that others encrypt for
     */
    public Recipient recipient() {
        return recipient;
    }

    /**
     * Signs a message: RSASSA-PSS, SHA-256, MGF1 with SHA-256, salt of 32 bytes (RFC 8017 section 8.1).
     *
     * @param message the message, of any length
     * @return the signature, as long as the modulus
     * @throws IllegalStateException if the key is closed
     * @throws UnsupportedOperationException if this is not an RSA key
     */
    public byte[] sign(byte[] message) {
        return RsaCipher.sign(secret(), message, Randomness.platform());
    }

    /**
     * The private key in the clear, for another system. Whoever has it opens every record sealed for this key:
     * protecting it is from here on up to the caller.
     *
     * @return PKCS#8 in DER (RFC 5208, RFC 8410 for X25519); the caller erases it
     * @throws IllegalStateException if the key is closed
     * @throws UnsupportedOperationException if this is a vault key or an experimental one
     */
    public byte[] exportPkcs8() {
        return unwrapKey().pkcs8();
    }

    /**
     * {@link #exportPkcs8()} as text. A string cannot be erased.
     *
     * @return PEM with the label {@code PRIVATE KEY} (RFC 7468)
     * @throws IllegalStateException if the key is closed
     * @throws UnsupportedOperationException if this is a vault key or an experimental one
     */
    public String exportPkcs8Pem() {
        return Pem.ofPrivateKey(exportPkcs8());
    }

    /**
     * The private key in the clear, as {@link #exportPkcs8()}, for JOSE libraries. A string cannot be erased.
     *
     * @return the private JWK (RFC 7518 section 6, RFC 8037 section 2) as canonical JSON, {@code kid} included
     * @throws IllegalStateException if the key is closed
     * @throws UnsupportedOperationException if this is a vault key
     */
    public String exportJwk() {
        return JsonObject.builder()
                .putAll(unwrapKey().jwk())
                .put("kid", recipient.kid())
                .build()
                .toCanonicalString();
    }

    UnwrapKey unwrapKey() {
        UnwrapKey open = key;
        if (open == null) {
            throw new IllegalStateException("The recipient key is closed");
        }
        return open;
    }

    /** The key of the kind that a patient has. */
    RSAPrivateCrtKey secret() {
        if (unwrapKey() instanceof RsaUnwrapKey rsa) {
            return rsa.key();
        }
        throw new UnsupportedOperationException("The key " + recipient.kid() + " is not an RSA key");
    }

    /** Lets go of the key. Closing twice does nothing. */
    @Override
    public void close() {
        UnwrapKey open = key;
        key = null;
        if (open != null) {
            open.erase();
        }
    }

    /**
     * The public half's name only.
     *
     * @return a text without the key
     */
    @Override
    public String toString() {
        return "RecipientKey[" + recipient.kid() + "]";
    }
}
