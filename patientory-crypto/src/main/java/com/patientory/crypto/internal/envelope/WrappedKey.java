package com.patientory.crypto.internal.envelope;

/**
 * One recipient's entry.
 *
 * @param kid RFC 7638 thumbprint of the recipient's key
 * @param encryptedKey the content encryption key, wrapped; not copied, not to be changed
 */
public record WrappedKey(String kid, byte[] encryptedKey) {
    @Override
    public String toString() {
        return "WrappedKey[" + kid + "]";
    }
}
