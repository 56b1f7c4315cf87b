package com.patientory.crypto.internal.keystore;

import static com.patientory.crypto.internal.keystore.KeystoreHeader.FORMAT;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.WrongWordsException;
import com.patientory.crypto.internal.derive.Pbkdf2;
import com.patientory.crypto.internal.jose.A256Gcm;
import com.patientory.crypto.internal.jose.A256Gcm.Sealed;
import com.patientory.crypto.internal.jose.AesKeyWrap;
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
    private static final int WRAPPED_BYTES = A256Gcm.KEY_BYTES + AesKeyWrap.OVERHEAD_BYTES;

    private final KeystoreHeader header;
    private final byte[] aad;
    private final byte[] wrapped;
    private final Sealed sealed;

    private SealedKey(String[] parts) {
        this.header = KeystoreHeader.parse(part(parts[0], "header"));
        this.aad = parts[0].getBytes(StandardCharsets.US_ASCII);
        this.wrapped = part(parts[1], "encrypted key", WRAPPED_BYTES);
        this.sealed = new Sealed(
                part(parts[2], "iv", A256Gcm.IV_BYTES),
                part(parts[3], "ciphertext"),
                part(parts[4], "tag", A256Gcm.TAG_BYTES));
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

    private static byte[] part(String text, String name, int lengthBytes) {
        return Base64Url.decode(FORMAT + " " + name, text, lengthBytes, lengthBytes);
    }

    /** Seals a private JWK; the result is what {@link #parse(String)} reads. */
    public static String seal(JsonObject jwk, String kid, byte[] password, SecureRandom random) {
        return seal(
                jwk,
                new KeystoreHeader(kid, ITERATIONS, Base64Url.encode(random(random, SALT_BYTES))),
                password,
                random(random, A256Gcm.KEY_BYTES),
                random);
    }

    /** Erases the content key. */
    static String seal(JsonObject jwk, KeystoreHeader header, byte[] password, byte[] key, SecureRandom random) {
        String encodedHeader = Base64Url.encode(header.toBytes());
        byte[] wrappingKey = wrappingKey(header, password);
        byte[] plaintext = jwk.toCanonicalBytes();
        try {
            byte[] wrapped = AesKeyWrap.wrap(wrappingKey, key);
            Sealed sealed = A256Gcm.encrypt(key, encodedHeader.getBytes(StandardCharsets.US_ASCII), plaintext, random);
            return String.join(
                    ".",
                    encodedHeader,
                    Base64Url.encode(wrapped),
                    Base64Url.encode(sealed.iv()),
                    Base64Url.encode(sealed.ciphertext()),
                    Base64Url.encode(sealed.tag()));
        } finally {
            Arrays.fill(wrappingKey, (byte) 0);
            Arrays.fill(plaintext, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    /** PBES2 (RFC 7518 section 4.8): PBKDF2 with {@code alg}, a zero octet and {@code p2s} as the salt. */
    private static byte[] wrappingKey(KeystoreHeader header, byte[] password) {
        byte[] alg = KeystoreHeader.ALG.getBytes(StandardCharsets.US_ASCII);
        byte[] input = header.saltBytes();
        byte[] salt = Arrays.copyOf(alg, alg.length + 1 + input.length);
        System.arraycopy(input, 0, salt, alg.length + 1, input.length);
        return Pbkdf2.hmacSha512(password, salt, header.iterations(), A256Gcm.KEY_BYTES);
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
            plaintext = A256Gcm.decrypt(key, aad, sealed)
                    .orElseThrow(() -> new IntegrityException(FORMAT, "the header or the sealed key was altered"));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        try {
            return JsonObject.parse(FORMAT + " payload", plaintext, MAX_CHARS);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private byte[] contentKey(byte[] password) {
        byte[] wrappingKey = wrappingKey(header, password);
        try {
            return AesKeyWrap.unwrap(wrappingKey, wrapped).orElseThrow(() -> new WrongWordsException(kid()));
        } finally {
            Arrays.fill(wrappingKey, (byte) 0);
        }
    }
}
