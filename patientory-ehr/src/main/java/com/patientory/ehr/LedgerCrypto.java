package com.patientory.ehr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Three keys from one: pseudonyms of identifiers, pseudonyms of contents, AES-256-GCM for tokens and cursors. */
final class LedgerCrypto {
    private static final String HMAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec identifiers;
    private final SecretKeySpec contents;
    private final SecretKeySpec values;
    private final SecureRandom random;

    LedgerCrypto(LedgerKey key, SecureRandom random) {
        byte[] master = key.bytes();
        identifiers = derived(master, "patientory-ehr ledger-v1 identifiers", HMAC);
        contents = derived(master, "patientory-ehr ledger-v1 contents", HMAC);
        values = derived(master, "patientory-ehr ledger-v1 values", "AES");
        Arrays.fill(master, (byte) 0);
        this.random = random;
    }

    Pseudonym pseudonym(String... parts) {
        Mac mac = mac(identifiers);
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
            mac.update(bytes);
        }
        return Pseudonym.of(mac.doFinal());
    }

    Mac contentMac() {
        return mac(contents);
    }

    Ciphertext encrypt(byte[] plain, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return new Ciphertext(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK and takes any small input", e);
        }
    }

    byte[] decrypt(byte[] stored, byte[] context) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, values, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    private static SecretKeySpec derived(byte[] master, String label, String algorithm) {
        byte[] key = mac(new SecretKeySpec(master, HMAC)).doFinal(label.getBytes(StandardCharsets.UTF_8));
        return new SecretKeySpec(key, algorithm);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
