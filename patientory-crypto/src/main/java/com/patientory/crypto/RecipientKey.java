package com.patientory.crypto;

import com.patientory.crypto.error.NotARecipientException;
import com.patientory.crypto.internal.io.Pem;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.rsa.RsaCipher;
import com.patientory.crypto.internal.rsa.RsaKeys;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The private half of a {@link Recipient}: opens envelopes and signs.
 *
 * <p>{@link #close()} lets go of the key. The Java platform offers no way to erase the numbers of an RSA key, so they
 * stay in memory until the garbage collector reuses it.
 */
public final class RecipientKey implements AutoCloseable {
    private final Recipient recipient;
    private volatile @Nullable RSAPrivateCrtKey privateKey;

    private RecipientKey(RSAPrivateCrtKey privateKey) {
        this.privateKey = privateKey;
        this.recipient = Recipient.of(RsaKeys.publicKey(privateKey.getModulus(), privateKey.getPublicExponent()));
    }

    /**
     * A random RSA-3072 key, for doctors and hospitals. A patient's key is not made like this but derived from his
     * words. Takes up to a few seconds.
     *
     * @param random where the key comes from
     * @return the key
     */
    public static RecipientKey generate(SecureRandom random) {
        return new RecipientKey(RsaKeys.generate(random));
    }

    /**
     * A key that was made elsewhere.
     *
     * @param privateKey two primes, 3072 to 4096 bits, exponent 65537
     * @return the key
     * @throws com.patientory.crypto.error.UnsupportedException if size or exponent is not accepted
     * @throws com.patientory.crypto.error.MalformedException if the parts of the key do not belong together
     */
    public static RecipientKey of(RSAPrivateCrtKey privateKey) {
        return new RecipientKey(RsaKeys.privateKey(new RSAPrivateCrtKeySpec(
                privateKey.getModulus(),
                privateKey.getPublicExponent(),
                privateKey.getPrivateExponent(),
                privateKey.getPrimeP(),
                privateKey.getPrimeQ(),
                privateKey.getPrimeExponentP(),
                privateKey.getPrimeExponentQ(),
                privateKey.getCrtCoefficient())));
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
     */
    public byte[] sign(byte[] message) {
        return RsaCipher.sign(secret(), message, new SecureRandom());
    }

    /**
     * The private key in the clear, for another system. Whoever has it opens every record sealed for this key:
     * protecting it is from here on up to the caller.
     *
     * @return PKCS#8 in DER (RFC 5208); the caller erases it
     * @throws IllegalStateException if the key is closed
     */
    public byte[] exportPkcs8() {
        return secret().getEncoded();
    }

    /**
     * {@link #exportPkcs8()} as text. A string cannot be erased.
     *
     * @return PEM with the label {@code PRIVATE KEY} (RFC 7468)
     * @throws IllegalStateException if the key is closed
     */
    public String exportPkcs8Pem() {
        return Pem.encode("PRIVATE KEY", exportPkcs8());
    }

    /**
     * The private key in the clear, as {@link #exportPkcs8()}, for JOSE libraries. A string cannot be erased.
     *
     * @return the private JWK (RFC 7518 section 6.3.2) as canonical JSON, {@code kid} included
     * @throws IllegalStateException if the key is closed
     */
    public String exportJwk() {
        return JsonObject.builder()
                .putAll(RsaJwk.of(secret()))
                .put("kid", recipient.kid())
                .build()
                .toCanonicalString();
    }

    /** Decrypts what {@link Recipient#wrap(byte[])} made; the caller erases the result. */
    byte[] unwrap(byte[] wrapped) {
        return RsaCipher.unwrap(secret(), wrapped).orElseThrow(() -> new NotARecipientException(recipient.kid()));
    }

    RSAPrivateCrtKey secret() {
        RSAPrivateCrtKey key = privateKey;
        if (key == null) {
            throw new IllegalStateException("The recipient key is closed");
        }
        return key;
    }

    /** Lets go of the key. Closing twice does nothing. */
    @Override
    public void close() {
        privateKey = null;
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
