package com.patientory.crypto;

import com.patientory.crypto.internal.secret.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An opened envelope: the content key of one record, and what its writer says about it.
 *
 * <p>{@link #close()} erases the key's bytes; the text of the JSON that it stood in is left to the garbage collector.
 * Streams and channels that were opened with it before stay usable.
 */
public final class RecordKey implements AutoCloseable {
    private final Secret contentKey;
    private final long sizeBytes;
    private final byte @Nullable [] sha256;
    private final RecordMetadata metadata;
    private final @Nullable WalletAddress signedBy;

    RecordKey(
            byte[] contentKey,
            long sizeBytes,
            byte @Nullable [] sha256,
            RecordMetadata metadata,
            @Nullable WalletAddress signedBy) {
        this.contentKey = new Secret("The record key", contentKey);
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
        this.metadata = metadata;
        this.signedBy = signedBy;
    }

    /**
     * What the writer says about the record.
     *
     * @return name, media type, CID of the body, writer and time
     */
    public RecordMetadata metadata() {
        return metadata;
    }

    /**
     * The length of the plaintext, as the writer states it.
     *
     * @return bytes
     */
    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * The SHA-256 of the plaintext, as the writer states it, if he does: to find a record again or to compare it with its
     * source. Decryption does not need it, each byte is authenticated under the content key.
     *
     * @return a copy of the 32 bytes, or empty
     */
    public Optional<byte[]> sha256() {
        return Optional.ofNullable(sha256).map(byte[]::clone);
    }

    /**
     * The writer's wallet, if it signed the record: metadata, size, digest and content key together (ES256K, RFC 8812).
     * The signature was verified when the envelope was opened; one that does not hold would have ended that.
     *
     * <p>It speaks of this body only for a reader who compares the body with it: its CID with
     * {@link RecordMetadata#bodyCid()}, as a content-addressed store does, or the SHA-256 of the plaintext with
     * {@link #sha256()}. Every recipient knows the content key and could encrypt another body with it. It does not say
     * for whom the writer meant the record, and its absence proves nothing: anyone may leave it out.
     *
     * @return {@link RecordMetadata#writer()}, proven; or empty if there is no signature
     */
    public Optional<WalletAddress> signedBy() {
        return Optional.ofNullable(signedBy);
    }

    Secret contentKey() {
        return contentKey;
    }

    /** Erases the key. Closing twice does nothing. */
    @Override
    public void close() {
        contentKey.erase();
    }

    /**
     * Neither the key nor the file's name.
     *
     * @return the metadata's text
     */
    @Override
    public String toString() {
        return "RecordKey[" + metadata + "]";
    }
}
