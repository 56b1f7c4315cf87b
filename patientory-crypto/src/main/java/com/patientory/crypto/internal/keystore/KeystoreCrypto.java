package com.patientory.crypto.internal.keystore;

import com.patientory.crypto.internal.derive.Pbkdf2;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESWrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** The three algorithms of a sealed key: PBES2 (RFC 7518 section 4.8), AES key wrap (RFC 3394), AES-256-GCM. */
final class KeystoreCrypto {
    static final int KEY_BYTES = 32;
    static final int WRAPPED_BYTES = KEY_BYTES + 8;
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;

    private KeystoreCrypto() {}

    /** The wrapping key: PBKDF2 with {@code alg}, a zero octet and {@code p2s} as the salt. */
    static byte[] wrappingKey(KeystoreHeader header, byte[] password) {
        byte[] alg = KeystoreHeader.ALG.getBytes(StandardCharsets.US_ASCII);
        byte[] input = header.saltBytes();
        ByteBuffer salt = ByteBuffer.allocate(alg.length + 1 + input.length);
        salt.put(alg).put((byte) 0).put(input);
        return Pbkdf2.hmacSha512(password, salt.array(), header.iterations(), KEY_BYTES);
    }

    static byte[] wrap(byte[] wrappingKey, byte[] key) {
        AESWrapEngine engine = new AESWrapEngine();
        engine.init(true, new KeyParameter(wrappingKey));
        return engine.wrap(key, 0, key.length);
    }

    /** Empty if the wrapping key is another one or the wrapped key was altered. */
    static Optional<byte[]> unwrap(byte[] wrappingKey, byte[] wrapped) {
        AESWrapEngine engine = new AESWrapEngine();
        engine.init(false, new KeyParameter(wrappingKey));
        try {
            return Optional.of(engine.unwrap(wrapped, 0, wrapped.length));
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    /** Ciphertext followed by the tag. */
    static byte[] encrypt(byte[] key, byte[] iv, byte[] aad, byte[] plaintext) {
        try {
            return gcm(Cipher.ENCRYPT_MODE, key, iv, aad).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot fail to encrypt", e);
        }
    }

    /** Empty if ciphertext, tag, IV or additional data was altered. */
    static Optional<byte[]> decrypt(byte[] key, byte[] iv, byte[] aad, byte[] ciphertextAndTag) {
        try {
            return Optional.of(gcm(Cipher.DECRYPT_MODE, key, iv, aad).doFinal(ciphertextAndTag));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    private static Cipher gcm(int mode, byte[] key, byte[] iv, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
        cipher.updateAAD(aad);
        return cipher;
    }

    static void erase(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }
}
