package com.patientory.crypto;

import com.patientory.crypto.internal.secret.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted body whose key is in memory only: the first of two steps.
 *
 * <p>The envelope names the body's CID, which is known only when the body is there. So: encrypt, compute the CID of the
 * body (no need to store it yet), then {@link #envelope}. Whoever must survive a crash writes body and envelope down
 * before he stores either; a body without an envelope is lost when this object is, by design.
 */
public final class SealedBody implements AutoCloseable {
    private final Secret contentKey;
    private final long sizeBytes;
    private final long bodyBytes;
    private final byte @Nullable [] sha256;
    private final SecureRandom random;

    SealedBody(byte[] contentKey, long sizeBytes, long bodyBytes, byte @Nullable [] sha256, SecureRandom random) {
        this.contentKey = new Secret("The sealed body", contentKey);
        this.sizeBytes = sizeBytes;
        this.bodyBytes = bodyBytes;
        this.sha256 = sha256;
        this.random = random;
    }

    /**
     * The length of the plaintext.
     *
     * @return bytes
     */
    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * The length of the encrypted body, its header included.
     *
     * @return bytes
     */
    public long bodyBytes() {
        return bodyBytes;
    }

    /**
     * The SHA-256 of the plaintext, if {@link RecordCipher.Builder#plaintextDigest} asked for it. It identifies the
     * document, so it is for the patient's side only.
     *
     * @return a copy of the 32 bytes, or empty
     */
    public Optional<byte[]> sha256() {
        return Optional.ofNullable(sha256).map(byte[]::clone);
    }

    /**
     * Seals the content key and the metadata for recipients. May be called again; each envelope is independent.
     *
     * @param metadata what to say about the record, with the CID of this body
     * @param recipients whoever may read, at least one, repetitions count once; 64 KiB hold
     *     about 95 RSA keys of 3072 bits, 180 of P-256, 205 of X25519
     * @return the envelope
     * @throws IllegalArgumentException if there are no recipients or too many
     * @throws IllegalStateException if this is closed
     */
    public KeyEnvelope envelope(RecordMetadata metadata, Collection<Recipient> recipients) {
        return seal(contentKey.use(key -> EnvelopePayload.write(key, sizeBytes, sha256, metadata)), recipients);
    }

    /**
     * The same, signed by the writer's wallet, so that every reader can tell who wrote the record
     * ({@link RecordKey#signedBy()}). The signature names the body by its CID or its SHA-256, so one of them must be
     * there. Recipients can pass it on with the record; that is intended.
     *
     * @param metadata what to say about the record
     * @param recipients whoever may read, at least one
     * @param writer the key of {@link RecordMetadata#writer()}
     * @return the envelope
     * @throws IllegalArgumentException if the key is another wallet's, if neither the CID nor the SHA-256 is known, or if
     *     there are no recipients or too many
     * @throws IllegalStateException if this or the key is closed
     */
    public KeyEnvelope envelope(RecordMetadata metadata, Collection<Recipient> recipients, WalletKey writer) {
        return seal(contentKey.use(key -> EnvelopePayload.write(key, sizeBytes, sha256, metadata, writer)), recipients);
    }

    private KeyEnvelope seal(byte[] payload, Collection<Recipient> recipients) {
        try {
            return KeyEnvelope.seal(payload, recipients, random);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    /** Erases the key. Closing twice does nothing. */
    @Override
    public void close() {
        contentKey.erase();
    }

    /**
     * Lengths only.
     *
     * @return a text without key and digest
     */
    @Override
    public String toString() {
        return "SealedBody[" + sizeBytes + " bytes in " + bodyBytes + "]";
    }
}
