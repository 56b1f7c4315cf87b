package com.patientory.examples.onboarding;

import com.patientory.chain.model.ContentDigest;
import com.patientory.crypto.SealedKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Both sealed private keys of a patient as one file: two lines, the wallet's and the RSA key's. Whoever stores it can do
 * nothing with it; its SHA-256 stands in the patient's User contract.
 */
public final class KeyBundle {
    private final byte[] bytes;

    private KeyBundle(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Bundles sealed keys.
     *
     * @param keys both keys
     * @return the bundle
     */
    public static KeyBundle of(SealedKeys keys) {
        String text = keys.wallet().toCompact() + "\n" + keys.rsa().toCompact() + "\n";
        return new KeyBundle(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The file.
     *
     * @return a copy of its bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * What stands on the chain.
     *
     * @return its SHA-256
     */
    public ContentDigest digest() {
        try {
            return ContentDigest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
