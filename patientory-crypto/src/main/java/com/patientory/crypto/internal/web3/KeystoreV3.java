package com.patientory.crypto.internal.web3;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.error.WrongPasswordException;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.eth.Keccak;
import com.patientory.crypto.internal.json.JsonObject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code crypto} object of a version 3 keystore: AES-128-CTR under the first half of the derived key, Keccak-256
 * over its second half and the ciphertext.
 */
public final class KeystoreV3 {
    /** The format's name in errors. */
    public static final String FORMAT = "web3 keystore";

    private static final String CRYPTO = "crypto";
    private static final String CAPITAL_CRYPTO = "Crypto";
    private static final String CIPHER = "aes-128-ctr";
    private static final int VERSION = 3;
    private static final int MAX_BYTES = 16 * 1024;
    private static final int IV_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final int SALT_BYTES = 32;
    private static final int HALF_BYTES = Kdf.KEY_BYTES / 2;

    private final Kdf kdf;
    /** Not covered by the MAC. */
    private final byte[] iv;

    private final byte[] ciphertext;
    private final byte[] mac;

    private KeystoreV3(Kdf kdf, byte[] iv, byte[] ciphertext, byte[] mac) {
        this.kdf = kdf;
        this.iv = iv;
        this.ciphertext = ciphertext;
        this.mac = mac;
    }

    /** Reads the whole file; members beside those of the definition are ignored. */
    public static JsonObject read(String json) {
        JsonObject file = JsonObject.parse(FORMAT, json, MAX_BYTES);
        if (file.integer("version") != VERSION) {
            throw new UnsupportedException(FORMAT + " version", Long.toString(file.integer("version")), "3");
        }
        return file;
    }

    /** Reads the {@code crypto} object; nothing is derived yet. */
    public static KeystoreV3 parse(JsonObject file) {
        JsonObject crypto = crypto(file);
        if (!crypto.string("cipher").equals(CIPHER)) {
            throw new UnsupportedException(FORMAT + " cipher", crypto.string("cipher"), CIPHER);
        }
        return new KeystoreV3(
                Kdf.parse(crypto.string("kdf"), crypto.object("kdfparams")),
                sized("iv", crypto.object("cipherparams").string("iv"), IV_BYTES),
                sized("ciphertext", crypto.string("ciphertext"), SECRET_BYTES),
                sized("mac", crypto.string("mac"), SECRET_BYTES));
    }

    /** The definition says {@code crypto}; ethers and files from before the definition say {@code Crypto}. */
    private static JsonObject crypto(JsonObject file) {
        if (file.has(CRYPTO) && file.has(CAPITAL_CRYPTO)) {
            throw MalformedException.of(FORMAT, CRYPTO + " twice");
        }
        return file.object(file.has(CAPITAL_CRYPTO) ? CAPITAL_CRYPTO : CRYPTO);
    }

    static byte[] bytes(String name, String hex) {
        return sized(name, hex, hex.length() / 2);
    }

    private static byte[] sized(String name, String hex, int lengthBytes) {
        if (hex.length() != 2 * lengthBytes) {
            throw MalformedException.of(FORMAT + " " + name, "not " + lengthBytes + " bytes in hexadecimal");
        }
        return Hex.decodePrefixed(FORMAT + " " + name, "0x" + hex, lengthBytes);
    }

    /** Encrypts 32 bytes under a password; the caller erases both. */
    public static KeystoreV3 sealScrypt(byte[] secret, byte[] password, SecureRandom random) {
        return seal(
                secret, password, ScryptKdf.standard(Hex.encode(random(random, SALT_BYTES))), random(random, IV_BYTES));
    }

    /** Encrypts 32 bytes under a password; the caller erases both. */
    public static KeystoreV3 sealPbkdf2(byte[] secret, byte[] password, SecureRandom random) {
        return seal(
                secret, password, Pbkdf2Kdf.standard(Hex.encode(random(random, SALT_BYTES))), random(random, IV_BYTES));
    }

    private static byte[] random(SecureRandom random, int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        random.nextBytes(bytes);
        return bytes;
    }

    private static KeystoreV3 seal(byte[] secret, byte[] password, Kdf kdf, byte[] iv) {
        byte[] key = kdf.derive(password);
        try {
            byte[] ciphertext = aesCtr(key, iv, secret);
            return new KeystoreV3(kdf, iv, ciphertext, mac(key, ciphertext));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Decrypts the 32 bytes, which the caller erases. An altered {@code iv} gives other bytes, unnoticed. */
    public byte[] open(byte[] password) {
        byte[] key = kdf.derive(password);
        try {
            if (!MessageDigest.isEqual(mac, mac(key, ciphertext))) {
                throw new WrongPasswordException(FORMAT);
            }
            return aesCtr(key, iv, ciphertext);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] mac(byte[] key, byte[] ciphertext) {
        byte[] half = Arrays.copyOfRange(key, HALF_BYTES, key.length);
        byte[] mac = Keccak.digest(half, ciphertext);
        Arrays.fill(half, (byte) 0);
        return mac;
    }

    private static byte[] aesCtr(byte[] key, byte[] iv, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, HALF_BYTES, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-CTR", e);
        }
    }

    /** The whole file; {@code address} is 40 digits. */
    public JsonObject toJson(String address, SecureRandom random) {
        byte[] id = random(random, 16);
        JsonObject crypto = JsonObject.builder()
                .put("cipher", CIPHER)
                .put(
                        "cipherparams",
                        JsonObject.builder().put("iv", Hex.encode(iv)).build())
                .put("ciphertext", Hex.encode(ciphertext))
                .put("kdf", kdf.name())
                .put("kdfparams", kdf.params())
                .put("mac", Hex.encode(mac))
                .build();
        return JsonObject.builder()
                .put("address", address)
                .put(CRYPTO, crypto)
                .put("id", uuid(id).toString())
                .put("version", VERSION)
                .build();
    }

    /** Version 4 (RFC 9562); java.util.UUID's own source of randomness cannot be replaced. */
    private static UUID uuid(byte[] random) {
        ByteBuffer bits = ByteBuffer.wrap(random);
        long high = (bits.getLong() & ~0xf000L) | 0x4000L;
        long low = (bits.getLong() & ~0xc000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
