package com.patientory.crypto;

import com.patientory.crypto.internal.keystore.SealedKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A private key sealed under its owner's words (keystore-v1): safe to store with a server, useless without the words.
 *
 * <p>Compact JWE with {@code PBES2-HS512+A256KW} and {@code A256GCM}, so any JOSE library opens it whose bound on
 * {@code p2c} allows 210,000. About 3.5 KB for an RSA-3072 key: a contract holds its {@link #digest()} and where it lies, not its bytes.
 */
public final class PrivateKeyBlob {
    private final String compact;
    private final SealedKey sealed;

    private PrivateKeyBlob(String compact) {
        this.compact = compact;
        this.sealed = SealedKey.parse(compact);
    }

    /**
     * Reads the form and the header. Whether the words fit shows only when the key is opened.
     *
     * @param compact the compact JWE, at most 16 KiB
     * @return the blob
     * @throws com.patientory.crypto.error.MalformedException if it is no such JWE
     * @throws com.patientory.crypto.error.UnsupportedException if it asks for other algorithms, or for fewer than 1,000
     *     or more than 1,000,000 iterations
     */
    public static PrivateKeyBlob parse(String compact) {
        return new PrivateKeyBlob(compact);
    }

    /**
     * The name of the sealed key, as the header claims it; it is checked when the key is opened.
     *
     * @return an EIP-55 address for a wallet key, an RFC 7638 thumbprint for an RSA key
     */
    public String kid() {
        return sealed.kid();
    }

    /**
     * The digest by which contracts and signatures name this blob.
     *
     * @return the SHA-256 of the compact form's ASCII bytes
     */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(compact.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * The blob to store.
     *
     * @return the compact JWE
     */
    public String toCompact() {
        return compact;
    }

    SealedKey sealed() {
        return sealed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrivateKeyBlob blob && compact.equals(blob.compact);
    }

    @Override
    public int hashCode() {
        return compact.hashCode();
    }

    /**
     * The key's name and the blob's size.
     *
     * @return a short text
     */
    @Override
    public String toString() {
        return "PrivateKeyBlob[" + kid() + ", " + compact.length() + " bytes]";
    }
}
