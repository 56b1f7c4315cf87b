package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The keys of one body, for any number of threads; closing erases what the platform lets be erased. */
public final class FloeSession implements AutoCloseable {
    /** Length of a body's content key. */
    public static final int KEY_BYTES = 32;

    private static final int MESSAGE_KEY_BYTES = 48;
    private static final byte[] HEADER_TAG = "HEADER_TAG:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MESSAGE_KEY = "MESSAGE_KEY:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEGMENT_KEY = "DEK:".getBytes(StandardCharsets.US_ASCII);

    private final FloeParameters parameters;
    private final FloeKdf kdf;
    private final byte[] header;
    private final byte[] messageKey;
    private volatile @Nullable Epoch epoch;
    private boolean closed;

    private FloeSession(FloeParameters parameters, byte[] key, byte[] aad, byte[] iv) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("A content key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        byte[] encoded = parameters.encoded();
        this.parameters = parameters;
        this.kdf = new FloeKdf(encoded, iv, aad);
        this.header = ByteBuffer.allocate(FloeParameters.HEADER_BYTES)
                .put(encoded)
                .put(iv)
                .put(kdf.derive(key, HEADER_TAG, FloeParameters.HEADER_TAG_BYTES))
                .array();
        this.messageKey = kdf.derive(key, MESSAGE_KEY, MESSAGE_KEY_BYTES);
    }

    /** {@code startEncryption}. */
    public static FloeSession toEncrypt(FloeParameters parameters, byte[] key, byte[] aad, SecureRandom random) {
        byte[] iv = new byte[FloeParameters.IV_BYTES];
        random.nextBytes(iv);
        return new FloeSession(parameters, key, aad, iv);
    }

    /**
     * {@code startDecryption}.
     *
     * @throws IntegrityException if the header is not one made with this key and AAD
     * @throws com.patientory.crypto.error.UnsupportedException if the header is outside the limits
     */
    public static FloeSession toDecrypt(byte[] header, FloeParameters.Limits limits, byte[] key, byte[] aad) {
        if (header.length != FloeParameters.HEADER_BYTES) {
            throw new IntegrityException(SegmentCipher.FORMAT, "the header is cut off");
        }
        FloeParameters parameters = FloeParameters.parse(header, limits);
        int ivAt = FloeParameters.PARAMETERS_BYTES;
        byte[] iv = Arrays.copyOfRange(header, ivAt, ivAt + FloeParameters.IV_BYTES);
        FloeSession session = new FloeSession(parameters, key, aad, iv);
        if (!MessageDigest.isEqual(session.header, header)) {
            session.close();
            throw new IntegrityException(
                    SegmentCipher.FORMAT, "the header was altered, or belongs to another content key or use");
        }
        return session;
    }

    public FloeParameters parameters() {
        return parameters;
    }

    public byte[] header() {
        return header.clone();
    }

    /** {@code DERIVE_KEY}; the last one is kept, as neighbours share it. */
    SecretKey segmentKey(long segment) {
        long first = segment >>> parameters.rotationBits() << parameters.rotationBits();
        Epoch current = epoch;
        return current != null && current.first == first ? current.key : newKey(first);
    }

    /** One at a time with {@link #close}: a key from an erased message key would be known to everybody. */
    private synchronized SecretKey newKey(long first) {
        if (closed) {
            throw new IllegalStateException("The body's keys are erased");
        }
        byte[] purpose = ByteBuffer.allocate(SEGMENT_KEY.length + Long.BYTES)
                .put(SEGMENT_KEY)
                .putLong(first)
                .array();
        byte[] key = kdf.derive(messageKey, purpose, KEY_BYTES);
        Epoch current = new Epoch(first, new SecretKeySpec(key, "AES"));
        Arrays.fill(key, (byte) 0);
        epoch = current;
        return current.key;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(messageKey, (byte) 0);
        epoch = null;
    }

    private static final class Epoch {
        private final long first;
        private final SecretKey key;

        Epoch(long first, SecretKey key) {
            this.first = first;
            this.key = key;
        }
    }
}
