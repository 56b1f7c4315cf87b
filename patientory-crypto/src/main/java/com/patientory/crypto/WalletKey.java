package com.patientory.crypto;

import com.patientory.crypto.internal.ec.EcDer;
import com.patientory.crypto.internal.ec.Secp256k1;
import com.patientory.crypto.internal.eth.Eip191;
import com.patientory.crypto.internal.io.Pem;
import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.secret.Secret;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The private key of an Ethereum account (secp256k1).
 *
 * <p>Signatures are deterministic (RFC 6979 with HMAC-SHA-256) and in the lower half (EIP-2). Signing is not constant
 * in time throughout, as the key is meant to be on its owner's own device. {@link #close()} erases
 * the key's bytes; numbers that the arithmetic made from them meanwhile are left to the garbage collector.
 */
public final class WalletKey implements AutoCloseable {
    /** The length of a private key. */
    public static final int LENGTH_BYTES = 32;

    private static final int DIGEST_BYTES = 32;

    private final Secret scalar;
    private final byte[] point;
    private final WalletAddress address;

    private WalletKey(byte[] scalar) {
        this.scalar = new Secret("The wallet key", scalar);
        this.point = Secp256k1.publicPoint(scalar);
        this.address = WalletAddress.ofPoint(point);
    }

    /**
     * A random key. A patient's key is not made like this but derived from his words.
     *
     * @param random where the key comes from
     * @return the key
     */
    public static WalletKey generate(SecureRandom random) {
        byte[] scalar = new byte[LENGTH_BYTES];
        do {
            random.nextBytes(scalar);
        } while (!Secp256k1.isScalar(scalar));
        try {
            return new WalletKey(scalar);
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    /**
     * A key from its bytes.
     *
     * @param scalar 32 bytes, big-endian; they are copied, erasing the argument is up to the caller
     * @return the key
     * @throws IllegalArgumentException if there are not 32 bytes, or they are zero or not below the group's order
     */
    public static WalletKey of(byte[] scalar) {
        if (scalar.length != LENGTH_BYTES || !Secp256k1.isScalar(scalar)) {
            throw new IllegalArgumentException("Not a secp256k1 private key of " + LENGTH_BYTES + " bytes");
        }
        return new WalletKey(scalar);
    }

    /**
     * The account.
     *
     * @return its address
     */
    public WalletAddress address() {
        return address;
    }

    /**
     * The public key.
     *
     * @return 65 bytes: 4, x, y (SEC 1, uncompressed)
     */
    public byte[] publicKey() {
        return point.clone();
    }

    /**
     * Signs a digest as it is. Never sign a digest that somebody else hands over.
     *
     * @param digest 32 bytes
     * @return the signature
     * @throws IllegalArgumentException if the digest does not have 32 bytes
     * @throws IllegalStateException if the key is closed
     */
    public EcdsaSignature sign(byte[] digest) {
        requireDigest(digest);
        return new EcdsaSignature(scalar.use(secret -> Secp256k1.sign(secret, digest)));
    }

    /**
     * Signs a message as wallets do on request (EIP-191, {@code personal_sign}); such a signature is never a
     * transaction.
     *
     * @param message the message, of any length
     * @return the signature
     * @throws IllegalStateException if the key is closed
     */
    public EcdsaSignature signMessage(byte[] message) {
        return sign(Eip191.digest(message));
    }

    /**
     * Signs typed data as wallets do on request (EIP-712, {@code eth_signTypedData_v4}).
     *
     * @param data what to sign; look at its domain and message first
     * @return the signature
     * @throws IllegalStateException if the key is closed
     */
    public EcdsaSignature signTypedData(TypedData data) {
        return sign(data.digest());
    }

    /**
     * The public key for other systems.
     *
     * @return SubjectPublicKeyInfo in DER (RFC 5480)
     */
    public byte[] toSpki() {
        return EcDer.spki(point);
    }

    /**
     * The public key for other systems.
     *
     * @return {@link #toSpki()} as PEM with the label {@code PUBLIC KEY} (RFC 7468)
     */
    public String toSpkiPem() {
        return Pem.ofPublicKey(toSpki());
    }

    /**
     * The public key for JOSE libraries.
     *
     * @return the JWK (RFC 8812 section 3.1) as canonical JSON
     */
    public String toJwk() {
        return EcJwk.of(point).toCanonicalString();
    }

    /**
     * The private key in the clear, for another system. Whoever has it has the account: protecting it is from here on
     * up to the caller. {@link Web3Keystore} is the export under a password.
     *
     * @return PKCS#8 in DER around RFC 5915; the caller erases it
     * @throws IllegalStateException if the key is closed
     */
    public byte[] exportPkcs8() {
        return scalar.use(secret -> EcDer.pkcs8(secret, point));
    }

    /**
     * {@link #exportPkcs8()} as text. A string cannot be erased.
     *
     * @return PEM with the label {@code PRIVATE KEY} (RFC 7468)
     * @throws IllegalStateException if the key is closed
     */
    public String exportPkcs8Pem() {
        return Pem.ofPrivateKey(exportPkcs8());
    }

    /**
     * The private key in the clear, as {@link #exportPkcs8()}, for JOSE libraries. A string cannot be erased.
     *
     * @return the private JWK (RFC 8812 section 3.1) as canonical JSON
     * @throws IllegalStateException if the key is closed
     */
    public String exportJwk() {
        return scalar.use(secret -> EcJwk.of(point, secret)).toCanonicalString();
    }

    static byte[] requireDigest(byte[] digest) {
        if (digest.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("A digest has " + DIGEST_BYTES + " bytes, not " + digest.length);
        }
        return digest;
    }

    /** The private key, to be sealed. */
    Secret secret() {
        return scalar;
    }

    /** Erases the key. Closing twice does nothing. */
    @Override
    public void close() {
        scalar.erase();
    }

    /**
     * The address only.
     *
     * @return a text without the key
     */
    @Override
    public String toString() {
        return "WalletKey[" + address + "]";
    }
}
