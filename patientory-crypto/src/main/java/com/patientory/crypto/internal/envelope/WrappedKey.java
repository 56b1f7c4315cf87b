package com.patientory.crypto.internal.envelope;

/** One recipient's entry: the content encryption key, wrapped; the array is shared, not to be changed. */
public final class WrappedKey {
    private final String kid;
    private final byte[] encryptedKey;

    public WrappedKey(String kid, byte[] encryptedKey) {
        this.kid = kid;
        this.encryptedKey = encryptedKey;
    }

    /** The RFC 7638 thumbprint of the recipient's key. */
    public String kid() {
        return kid;
    }

    public byte[] encryptedKey() {
        return encryptedKey;
    }

    @Override
    public String toString() {
        return "WrappedKey[" + kid + "]";
    }
}
