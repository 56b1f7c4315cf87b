package com.patientory.crypto;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.WrongPasswordException;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.web3.KeystoreV3;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A wallet key under a password, for other wallets (Web3 Secret Storage, version 3): geth, MetaMask, ethers, web3j.
 *
 * <p>An export: the key leaves the protection of the words for that of a password that a person chose, which is as a
 * rule weaker. What this SDK itself keeps is a {@link PrivateKeyBlob}. The format's checksum covers neither the address
 * nor the IV, so a file without an address may be altered to hold another key unnoticed.
 */
public final class Web3Keystore {
    private static final int MIN_PASSWORD_CHARS = 8;
    /** Of one char in UTF-8. */
    private static final int MAX_UTF8_BYTES = 3;

    private final JsonObject file;
    private final String json;
    private final KeystoreV3 keystore;

    private Web3Keystore(JsonObject file) {
        this.file = file;
        this.keystore = KeystoreV3.parse(file);
        this.json = canonical(file);
        address();
    }

    private static String canonical(JsonObject file) {
        try {
            return file.toCanonicalString();
        } catch (IllegalArgumentException e) {
            // In a member that we do not know: it could not be written again.
            throw MalformedException.of(KeystoreV3.FORMAT, "a number beyond 2^53 - 1");
        }
    }

    /**
     * Encrypts a wallet key with scrypt (n 65,536, r 8, p 2): half a second and 64 MiB.
     *
     * @param key the key; it stays open
     * @param password at least 8 characters, encoded in UTF-8 as they are; the caller erases it
     * @param random where salt, IV and the file's id come from
     * @return the keystore
     * @throws IllegalArgumentException if the password is shorter or holds half a surrogate pair
     * @throws IllegalStateException if the key is closed
     */
    public static Web3Keystore exportScrypt(WalletKey key, char[] password, SecureRandom random) {
        return export(key, password, random, KeystoreV3::sealScrypt);
    }

    /**
     * Encrypts a wallet key with PBKDF2-HMAC-SHA-256 (600,000 iterations), for readers without scrypt. It needs no
     * memory, which helps whoever guesses passwords too: prefer {@link #exportScrypt(WalletKey, char[], SecureRandom)}.
     *
     * @param key the key; it stays open
     * @param password at least 8 characters, encoded in UTF-8 as they are; the caller erases it
     * @param random where salt, IV and the file's id come from
     * @return the keystore
     * @throws IllegalArgumentException if the password is shorter or holds half a surrogate pair
     * @throws IllegalStateException if the key is closed
     */
    public static Web3Keystore exportPbkdf2(WalletKey key, char[] password, SecureRandom random) {
        return export(key, password, random, KeystoreV3::sealPbkdf2);
    }

    /** Seals a secret under a password. */
    private interface Sealer {
        KeystoreV3 seal(byte[] secret, byte[] password, SecureRandom random);
    }

    private static Web3Keystore export(WalletKey key, char[] password, SecureRandom random, Sealer sealer) {
        if (password.length < MIN_PASSWORD_CHARS) {
            throw new IllegalArgumentException("A password has at least " + MIN_PASSWORD_CHARS + " characters");
        }
        byte[] octets = utf8(password);
        try {
            KeystoreV3 sealed = key.secret().use(scalar -> sealer.seal(scalar, octets, random));
            return new Web3Keystore(sealed.toJson(Hex.encode(key.address().bytes()), random));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /**
     * Reads a keystore of any wallet. Nothing is derived yet.
     *
     * @param json at most 16 KiB
     * @return the keystore
     * @throws MalformedException if it is no keystore
     * @throws com.patientory.crypto.error.UnsupportedException if it is of another version or cipher, or would cost
     *     more than 256 MiB, 4,194,304 blocks of scrypt ({@code n * r * p}) or 2,000,000 iterations of PBKDF2
     */
    public static Web3Keystore parse(String json) {
        return new Web3Keystore(KeystoreV3.read(json));
    }

    /**
     * Decrypts the key. Takes up to seconds and, as the file demands, up to 256 MiB.
     *
     * @param password its password; the caller erases it
     * @return the key, to be closed
     * @throws WrongPasswordException if the password is another one, or the file was altered
     * @throws IntegrityException if the key is not that of the file's address
     * @throws MalformedException if what was sealed is no private key
     * @throws IllegalArgumentException if the password holds half a surrogate pair
     */
    public WalletKey open(char[] password) {
        byte[] octets = utf8(password);
        byte[] secret = {};
        try {
            secret = keystore.open(octets);
            WalletKey key = walletKey(secret);
            if (!address().orElse(key.address()).equals(key.address())) {
                key.close();
                throw new IntegrityException(KeystoreV3.FORMAT, "the key is not that of the address");
            }
            return key;
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static WalletKey walletKey(byte[] secret) {
        try {
            return WalletKey.of(secret);
        } catch (IllegalArgumentException e) {
            throw MalformedException.of(KeystoreV3.FORMAT, "what was sealed is no private key");
        }
    }

    private static byte[] utf8(char[] password) {
        ByteBuffer encoded = ByteBuffer.allocate(MAX_UTF8_BYTES * password.length);
        CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), encoded, true);
        byte[] octets = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        if (result.isError()) {
            Arrays.fill(octets, (byte) 0);
            throw new IllegalArgumentException("The password holds half a surrogate pair");
        }
        return octets;
    }

    /**
     * The account, as the file claims; it is checked when the key is opened.
     *
     * @return its address, or empty where the file leaves it out
     */
    public Optional<WalletAddress> address() {
        if (!file.has("address")) {
            return Optional.empty();
        }
        String digits = file.string("address").toLowerCase(Locale.ROOT);
        return Optional.of(WalletAddress.parse(digits.startsWith("0x") ? digits : "0x" + digits));
    }

    /**
     * The file to store.
     *
     * @return canonical JSON
     */
    public String toJson() {
        return json;
    }

    /**
     * The account only.
     *
     * @return a short text
     */
    @Override
    public String toString() {
        return "Web3Keystore" + address().map(address -> "[" + address + "]").orElse("[]");
    }
}
