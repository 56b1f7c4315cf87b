package com.patientory.crypto;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.derive.PatientKeys;
import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.keystore.SealedKey;
import com.patientory.crypto.internal.secret.Randomness;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * A patient's keys: the wallet that owns his contracts and the RSA keys that open his records.
 *
 * <p>All follow from the twelve words alone (derivation-v1): BIP-39, BIP-32 at {@code m/44'/60'/0'/0/0} for the wallet,
 * BIP-85 and c2sp.org/det-keygen for RSA-3072. Sealed keys restore the same without the search for primes, which spares
 * slow devices some seconds.
 *
 * <p>When an RSA key is replaced, the next rotation takes its place for all that is new, and records sealed for an
 * earlier one stay as they are: an identity of rotation n has the keys 0 to n, and searches each when it is first asked
 * for. It holds no key to a later rotation. Closing the identity closes all of its keys.
 */
public final class PatientIdentity implements AutoCloseable {
    /** The highest rotation. */
    public static final int MAX_ROTATION = RecipientKeys.MAX_ROTATION;

    private final WalletKey wallet;
    private final RecipientKeys recipientKeys;

    private PatientIdentity(WalletKey wallet, RecipientKeys recipientKeys) {
        this.wallet = wallet;
        this.recipientKeys = recipientKeys;
    }

    /**
     * Derives wallet and first RSA key. Searching the primes takes a fraction of a second on a computer, seconds on a phone.
     *
     * @param words the twelve words; they are not kept
     * @return the identity
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static PatientIdentity from(Mnemonic words) {
        return from(words, 0);
    }

    /**
     * Derives the wallet and a rotated RSA key. Searching the primes takes a fraction of a second on a computer, seconds on a phone.
     *
     * @param words the twelve words; they are not kept
     * @param rotation 0 for the first RSA key, 1 for the one that replaced it, and so on
     * @return the identity
     * @throws IllegalArgumentException if the rotation is negative or above {@link #MAX_ROTATION}
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static PatientIdentity from(Mnemonic words, int rotation) {
        return from(words, rotation, Progress.NONE);
    }

    /**
     * Derives the wallet and a rotated RSA key, where the search takes long enough to be watched: some seconds on a
     * phone.
     *
     * @param words the twelve words; they are not kept
     * @param rotation 0 for the first RSA key, 1 for the one that replaced it, and so on
     * @param progress hears on this thread how many candidates were tested, in place of bytes. About 160 are needed,
     *     four in five searches end between 40 and 320, so the total is {@link Progress#UNKNOWN}. What it throws
     *     cancels the search
     * @return the identity
     * @throws IllegalArgumentException if the rotation is negative or above {@link #MAX_ROTATION}
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static PatientIdentity from(Mnemonic words, int rotation, Progress progress) {
        if (rotation < 0 || rotation > MAX_ROTATION) {
            throw new IllegalArgumentException("The rotation is 0 to " + MAX_ROTATION + ", not " + rotation);
        }
        return make(words, (keys, sentence, wallet) -> RecipientKeys.derive(keys, rotation, progress));
    }

    /**
     * Opens sealed keys: two runs of PBKDF2, about half a second together. Both are checked to be what the words give,
     * so that nothing is sealed for a key that the words alone would not restore.
     *
     * @param words the words that the keys are sealed under; they are not kept
     * @param sealed both sealed keys, of any rotation
     * @return the identity, of the rotation that was sealed
     * @throws com.patientory.crypto.error.WrongWordsException if a blob does not open with these words
     * @throws IntegrityException if a blob was altered, or the key in it is not the one that its header names, or not
     *     the words'
     * @throws com.patientory.crypto.error.MalformedException if what was sealed is no private key
     * @throws com.patientory.crypto.error.UnsupportedException if what was sealed is a key of another kind or size
     */
    public static PatientIdentity from(Mnemonic words, SealedKeys sealed) {
        return make(words, (keys, sentence, wallet) -> {
            byte[] scalar = EcJwk.privateScalar(sealed.wallet().sealed().open(sentence));
            try (WalletKey opened = walletOf(scalar)) {
                String name = opened.address().toString();
                if (!sealed.wallet().kid().equals(name) || !opened.address().equals(wallet.address())) {
                    throw new IntegrityException(
                            "keystore-v1", "the sealed wallet key is not the one that header and words name");
                }
            }
            return RecipientKeys.open(keys, sealed.rsa(), sentence);
        });
    }

    /** Where the RSA keys come from. */
    private interface RsaSource {
        RecipientKeys get(PatientKeys keys, byte[] sentence, WalletKey wallet);
    }

    private static PatientIdentity make(Mnemonic words, RsaSource source) {
        byte[] sentence = words.secret();
        try (PatientKeys keys = new PatientKeys(sentence)) {
            WalletKey wallet = walletOf(keys.walletScalar());
            try {
                return new PatientIdentity(wallet, source.get(keys, sentence, wallet));
            } catch (RuntimeException | Error e) {
                wallet.close();
                throw e;
            }
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

    /**
     * The wallet.
     *
     * @return its key; closed with this identity
     */
    public WalletKey wallet() {
        return wallet;
    }

    /**
     * Which RSA key is the present one.
     *
     * @return 0 for the first, 1 for the one that replaced it, and so on
     */
    public int rotation() {
        return recipientKeys.rotation();
    }

    /**
     * The key that opens present records.
     *
     * @return the private RSA key of {@link #rotation()}; closed with this identity
     */
    public RecipientKey recipientKey() {
        return recipientKey(rotation());
    }

    /**
     * The key of a rotation, for records that were sealed while it was the present one. Searching its primes takes
     * a fraction of a second on a computer, seconds on a phone, when it is first asked for; another thread that asks
     * meanwhile waits, unless the key that it asks for is known.
     *
     * @param rotation 0 to {@link #rotation()}
     * @return the private RSA key; closed with this identity
     * @throws IllegalArgumentException if the rotation is negative or later than the present one
     * @throws IllegalStateException if the key is not known yet and the identity is closed, before or meanwhile
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it searches
     */
    public RecipientKey recipientKey(int rotation) {
        return recipientKeys.get(rotation, Progress.NONE);
    }

    /**
     * The key that opens an envelope, whichever rotation it was sealed for: first among the keys that are known, then the
     * others are searched, from the latest back to the first.
     *
     * @param kids the envelope's recipients, as {@link KeyEnvelope#recipients()} gives them
     * @return the private RSA key, closed with this identity; empty if none of this patient's keys is among them
     * @throws IllegalStateException if a key is not known yet and the identity is closed
     * @throws java.util.concurrent.CancellationException if the thread is interrupted while it searches
     */
    public Optional<RecipientKey> findRecipientKey(Collection<String> kids) {
        return recipientKeys.find(kids, Progress.NONE);
    }

    /**
     * The key that others encrypt for.
     *
     * @return the public RSA key of {@link #rotation()}
     */
    public Recipient recipient() {
        return recipientKey().recipient();
    }

    /**
     * Seals wallet and present RSA key under the words, with fresh randomness of the platform.
     *
     * @param words the words that this identity was made from
     * @return two blobs, different at every call
     * @throws IllegalArgumentException if these are other words
     * @throws IllegalStateException if the words or this identity are closed
     */
    public SealedKeys seal(Mnemonic words) {
        return seal(words, Randomness.platform());
    }

    /**
     * Seals wallet and present RSA key under the words. Takes two runs of PBKDF2, about half a second together.
     *
     * @param words the words that this identity was made from
     * @param random where salts and content keys come from
     * @return two blobs, different at every call
     * @throws IllegalArgumentException if these are other words
     * @throws IllegalStateException if the words or this identity are closed
     */
    public SealedKeys seal(Mnemonic words, SecureRandom random) {
        byte[] sentence = words.secret();
        try {
            requireOwnWords(sentence);
            return new SealedKeys(sealWallet(sentence, random), recipientKeys.seal(sentence, random));
        } finally {
            Arrays.fill(sentence, (byte) 0);
        }
    }

    private PrivateKeyBlob sealWallet(byte[] sentence, SecureRandom random) {
        JsonObject jwk = wallet.secret().use(scalar -> EcJwk.of(wallet.publicKey(), scalar));
        return PrivateKeyBlob.parse(SealedKey.seal(jwk, wallet.address().toString(), sentence, random));
    }

    private void requireOwnWords(byte[] sentence) {
        try (PatientKeys keys = new PatientKeys(sentence);
                WalletKey ofWords = walletOf(keys.walletScalar())) {
            if (!ofWords.address().equals(wallet.address())) {
                throw new IllegalArgumentException("These are not the words that this identity was made from");
            }
        }
    }

    /** Closes all keys and erases what the earlier ones would be derived from. Closing twice does nothing. */
    @Override
    public void close() {
        wallet.close();
        recipientKeys.close();
    }

    /**
     * The public names of wallet and present RSA key.
     *
     * @return a text without secrets
     */
    @Override
    public String toString() {
        return "PatientIdentity[" + wallet.address() + ", " + recipient().kid() + "]";
    }
}
