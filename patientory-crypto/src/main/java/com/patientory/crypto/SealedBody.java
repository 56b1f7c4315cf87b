package com.patientory.crypto;

import com.patientory.crypto.internal.floe.FloeSession;
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
    private final byte[] contentKey;
    private final long sizeBytes;
    private final long bodyBytes;
    private final byte @Nullable [] sha256;
    private final SecureRandom random;
    private boolean closed;

    SealedBody(byte[] contentKey, long sizeBytes, long bodyBytes, byte @Nullable [] sha256, SecureRandom random) {
        this.contentKey = Arrays.copyOf(contentKey, FloeSession.KEY_BYTES);
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
     * @param recipients whoever may read, at least one, repetitions count once; 64 KiB hold about 95 keys of 3072 bits
     * @return the envelope
     * @throws IllegalArgumentException if there are no recipients or too many
     * @throws IllegalStateException if this is closed
     */
    public synchronized KeyEnvelope envelope(RecordMetadata metadata, Collection<Recipient> recipients) {
        if (closed) {
            throw new IllegalStateException("The sealed body is closed");
        }
        byte[] payload = EnvelopePayload.write(contentKey, sizeBytes, sha256, metadata);
        try {
            return KeyEnvelope.seal(payload, recipients, random);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    /** Erases the key. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(contentKey, (byte) 0);
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
