package com.patientory.crypto.internal.keystore;

import static com.patientory.crypto.internal.keystore.KeystoreHeader.FORMAT;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.WrongWordsException;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/** A private JWK as compact JWE (RFC 7516 section 7.1): five parts, the fourth and fifth are ciphertext and tag. */
public final class SealedKey {
    private static final int MAX_CHARS = 16 * 1024;
    private static final int PARTS = 5;
    private static final int ITERATIONS = 210_000;
    private static final int SALT_BYTES = 16;

    private final KeystoreHeader header;
    private final byte[] aad;
    private final byte[] wrapped;
    private final byte[] iv;
    private final byte[] ciphertextAndTag;

    private SealedKey(String[] parts) {
        this.header = KeystoreHeader.parse(part(parts[0], "header"));
        this.aad = parts[0].getBytes(StandardCharsets.US_ASCII);
        this.wrapped = sized(part(parts[1], "encrypted key"), KeystoreCrypto.WRAPPED_BYTES, "encrypted key");
        this.iv = sized(part(parts[2], "iv"), KeystoreCrypto.IV_BYTES, "iv");
        byte[] ciphertext = part(parts[3], "ciphertext");
        byte[] tag = sized(part(parts[4], "tag"), KeystoreCrypto.TAG_BYTES, "tag");
        this.ciphertextAndTag = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, ciphertextAndTag, ciphertext.length, tag.length);
    }

    /** Reads the form and the header; nothing is decrypted, and no iteration is spent. */
    public static SealedKey parse(String compact) {
        if (compact.length() > MAX_CHARS) {
            throw MalformedException.of(FORMAT, "longer than " + MAX_CHARS + " characters");
        }
        String[] parts = compact.split("\\.", -1);
        if (parts.length != PARTS) {
            throw MalformedException.of(FORMAT, parts.length + " parts instead of " + PARTS);
        }
        return new SealedKey(parts);
    }

    private static byte[] part(String text, String name) {
        return Base64Url.decode(FORMAT + " " + name, text);
    }

    private static byte[] sized(byte[] bytes, int lengthBytes, String name) {
        if (bytes.length != lengthBytes) {
            throw MalformedException.of(FORMAT + " " + name, bytes.length + " bytes instead of " + lengthBytes);
        }
        return bytes;
    }

    /** Seals a private JWK; the result is what {@link #parse(String)} reads. */
    public static String seal(JsonObject jwk, String kid, byte[] password, SecureRandom random) {
        return seal(
                jwk,
                new KeystoreHeader(kid, ITERATIONS, Base64Url.encode(random(random, SALT_BYTES))),
                password,
                random(random, KeystoreCrypto.KEY_BYTES),
                random(random, KeystoreCrypto.IV_BYTES));
    }

    static String seal(JsonObject jwk, KeystoreHeader header, byte[] password, byte[] key, byte[] iv) {
        String encodedHeader = Base64Url.encode(header.toBytes());
        byte[] wrappingKey = KeystoreCrypto.wrappingKey(header, password);
        byte[] wrapped = KeystoreCrypto.wrap(wrappingKey, key);
        byte[] plaintext = jwk.toCanonicalBytes();
        byte[] sealed = KeystoreCrypto.encrypt(key, iv, encodedHeader.getBytes(StandardCharsets.US_ASCII), plaintext);
        KeystoreCrypto.erase(wrappingKey);
        KeystoreCrypto.erase(plaintext);
        KeystoreCrypto.erase(key);
        int ciphertextBytes = sealed.length - KeystoreCrypto.TAG_BYTES;
        return String.join(
                ".",
                encodedHeader,
                Base64Url.encode(wrapped),
                Base64Url.encode(iv),
                Base64Url.encode(Arrays.copyOf(sealed, ciphertextBytes)),
                Base64Url.encode(Arrays.copyOfRange(sealed, ciphertextBytes, sealed.length)));
    }

    private static byte[] random(SecureRandom random, int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The key id in the header; it is authentic only after {@link #open(byte[])}. */
    public String kid() {
        return header.kid();
    }

    /** Decrypts the private JWK. The caller checks that {@link #kid()} is its name. */
    public JsonObject open(byte[] password) {
        byte[] key = contentKey(password);
        byte[] plaintext;
        try {
            plaintext = KeystoreCrypto.decrypt(key, iv, aad, ciphertextAndTag)
                    .orElseThrow(() -> new IntegrityException(FORMAT, "the header or the sealed key was altered"));
        } finally {
            KeystoreCrypto.erase(key);
        }
        try {
            return JsonObject.parse(FORMAT + " payload", plaintext, MAX_CHARS);
        } finally {
            KeystoreCrypto.erase(plaintext);
        }
    }

    private byte[] contentKey(byte[] password) {
        byte[] wrappingKey = KeystoreCrypto.wrappingKey(header, password);
        try {
            return KeystoreCrypto.unwrap(wrappingKey, wrapped).orElseThrow(() -> new WrongWordsException(kid()));
        } finally {
            KeystoreCrypto.erase(wrappingKey);
        }
    }
}
