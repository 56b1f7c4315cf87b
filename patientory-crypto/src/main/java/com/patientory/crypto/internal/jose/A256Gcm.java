package com.patientory.crypto.internal.jose;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with the parts that JOSE keeps apart: RFC 7518 sections 4.7 and 5.3. */
public final class A256Gcm {
    public static final int KEY_BYTES = 32;
    public static final int IV_BYTES = 12;
    public static final int TAG_BYTES = 16;

    private A256Gcm() {}

    /** Encrypts under a random IV. */
    public static Sealed encrypt(byte[] key, byte[] aad, byte[] plaintext, SecureRandom random) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] out = cipher(Cipher.ENCRYPT_MODE, key, iv, aad).doFinal(plaintext);
            int ciphertextBytes = out.length - TAG_BYTES;
            return new Sealed(
                    iv, Arrays.copyOf(out, ciphertextBytes), Arrays.copyOfRange(out, ciphertextBytes, out.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM encryption cannot fail for a new IV", e);
        }
    }

    /** The plaintext, or empty if the key is another one or anything was altered. */
    public static Optional<byte[]> decrypt(byte[] key, byte[] aad, Sealed sealed) {
        byte[] in = Arrays.copyOf(sealed.ciphertext(), sealed.ciphertext().length + TAG_BYTES);
        System.arraycopy(sealed.tag(), 0, in, sealed.ciphertext().length, TAG_BYTES);
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, sealed.iv(), aad).doFinal(in));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM decryption can fail only by its tag", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] iv, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
        if (aad.length > 0) {
            cipher.updateAAD(aad);
        }
        return cipher;
    }

    /** The three encrypted parts; arrays are shared, not to be changed. */
    public static final class Sealed {
        private final byte[] iv;
        private final byte[] ciphertext;
        private final byte[] tag;

        public Sealed(byte[] iv, byte[] ciphertext, byte[] tag) {
            this.iv = iv;
            this.ciphertext = ciphertext;
            this.tag = tag;
        }

        public byte[] iv() {
            return iv;
        }

        public byte[] ciphertext() {
            return ciphertext;
        }

        public byte[] tag() {
            return tag;
        }
    }
}
