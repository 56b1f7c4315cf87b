package com.patientory.crypto;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.derive.PatientKeys;
import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.keystore.SealedKey;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A patient's keys: the wallet that owns his contracts and the RSA key that opens his records.
 *
 * <p>Both follow from the twelve words alone (derivation-v1): BIP-39, BIP-32 at {@code m/44'/60'/0'/0/0} for the wallet,
 * BIP-85 and c2sp.org/det-keygen for RSA-3072. They may also be restored from sealed keys, which is needed for keys that
 * were not derived, and spares slow devices the search for primes. Closing the identity closes both keys.
 */
public final class PatientIdentity implements AutoCloseable {
    private static final int MAX_ROTATION = 1_000_000;

    private final WalletKey wallet;
    private final RecipientKey recipientKey;
    /** Names the words, to refuse sealing under others: the keys would be lost with them. */
    private final WalletAddress addressOfWords;

    private PatientIdentity(WalletKey wallet, RecipientKey recipientKey, WalletAddress addressOfWords) {
        this.wallet = wallet;
        this.recipientKey = recipientKey;
        this.addressOfWords = addressOfWords;
    }

    /**
     * Derives both keys. Searching the primes takes about a second of one core.
     *
     * @param words the twelve words; they are not kept
     * @return the identity
     */
    public static PatientIdentity from(Mnemonic words) {
        return from(words, 0);
    }

    /**
     * Derives the wallet and a rotated RSA key.
     *
     * @param words the twelve words; they are not kept
     * @param rotation 0 for the first RSA key, 1 for the one that replaced it, and so on
     * @return the identity
     * @throws IllegalArgumentException if the rotation is negative or above 1,000,000
     */
    public static PatientIdentity from(Mnemonic words, int rotation) {
        if (rotation < 0 || rotation > MAX_ROTATION) {
            throw new IllegalArgumentException("The rotation is 0 to " + MAX_ROTATION + ", not " + rotation);
        }
        byte[] sentence = words.secret();
        try (PatientKeys keys = new PatientKeys(sentence)) {
            WalletKey wallet = walletOf(keys.walletScalar());
            return new PatientIdentity(wallet, RecipientKey.of(keys.rsaKey(rotation)), wallet.address());
        } finally {
            Arrays.fill(sentence, (byte) 0);
        }
    }

    /**
     * Opens sealed keys. Takes two runs of PBKDF2, about half a second together.
     *
     * @param words the words that the keys are sealed under; they are not kept
     * @param sealed both sealed keys
     * @return the identity
     * @throws com.patientory.crypto.error.WrongWordsException if a blob does not open with these words
     * @throws IntegrityException if a blob was altered, or the key in it is not the one that its header names
     * @throws com.patientory.crypto.error.MalformedException if what was sealed is no private key
     */
    public static PatientIdentity from(Mnemonic words, SealedKeys sealed) {
        byte[] sentence = words.secret();
        try (PatientKeys keys = new PatientKeys(sentence);
                WalletKey ofWords = walletOf(keys.walletScalar())) {
            JsonObject walletJwk = sealed.wallet().sealed().open(sentence);
            WalletKey wallet = walletOf(EcJwk.privateScalar(walletJwk));
            requireName(sealed.wallet(), wallet.address().toString());
            JsonObject rsaJwk = sealed.rsa().sealed().open(sentence);
            RecipientKey recipientKey = RecipientKey.of(RsaJwk.privateKey(rsaJwk));
            requireName(sealed.rsa(), recipientKey.recipient().kid());
            return new PatientIdentity(wallet, recipientKey, ofWords.address());
        } finally {
            Arrays.fill(sentence, (byte) 0);
        }
    }

    private static WalletKey walletOf(byte[] scalar) {
        try {
            return WalletKey.of(scalar);
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    private static void requireName(PrivateKeyBlob blob, String name) {
        if (!blob.kid().equals(name)) {
            throw new IntegrityException("keystore-v1", "the sealed key is not the one that the header names");
        }
    }

    /**
     * The wallet.
     *
     * @return its key; closed with this identity
     */
    public WalletKey wallet() {
        return wallet;
    }

    /**
     * The key that opens records.
     *
     * @return the private RSA key; closed with this identity
     */
    public RecipientKey recipientKey() {
        return recipientKey;
    }

    /**
     * The key that others encrypt for.
     *
     * @return the public RSA key
     */
    public Recipient recipient() {
        return recipientKey.recipient();
    }

    /**
     * Seals both keys under the words, with fresh randomness of the platform.
     *
     * @param words the words that this identity was made from
     * @return two blobs, different at every call
     * @throws IllegalArgumentException if these are other words
     * @throws IllegalStateException if the words or this identity are closed
     */
    public SealedKeys seal(Mnemonic words) {
        return seal(words, new SecureRandom());
    }

    /**
     * Seals both keys under the words. Takes two runs of PBKDF2, about half a second together.
     *
     * @param words the words that this identity was made from
     * @param random where salts and content keys come from
     * @return two blobs, different at every call
     * @throws IllegalArgumentException if these are other words
     * @throws IllegalStateException if the words or this identity are closed
     */
    public SealedKeys seal(Mnemonic words, SecureRandom random) {
        byte[] sentence = words.secret();
        byte[] scalar = wallet.secret();
        try {
            requireOwnWords(sentence);
            JsonObject walletJwk = EcJwk.of(wallet.publicKey(), scalar);
            JsonObject rsaJwk = RsaJwk.of(recipientKey.secret());
            return new SealedKeys(
                    PrivateKeyBlob.parse(
                            SealedKey.seal(walletJwk, wallet.address().toString(), sentence, random)),
                    PrivateKeyBlob.parse(SealedKey.seal(rsaJwk, recipient().kid(), sentence, random)));
        } finally {
            Arrays.fill(scalar, (byte) 0);
            Arrays.fill(sentence, (byte) 0);
        }
    }

    private void requireOwnWords(byte[] sentence) {
        try (PatientKeys keys = new PatientKeys(sentence);
                WalletKey ofWords = walletOf(keys.walletScalar())) {
            if (!ofWords.address().equals(addressOfWords)) {
                throw new IllegalArgumentException("These are not the words that this identity was made from");
            }
        }
    }

    /** Closes both keys. Closing twice does nothing. */
    @Override
    public void close() {
        wallet.close();
        recipientKey.close();
    }

    /**
     * The public names of both keys.
     *
     * @return a text without secrets
     */
    @Override
    public String toString() {
        return "PatientIdentity[" + wallet.address() + ", " + recipient().kid() + "]";
    }
}
