package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.UnsupportedException;
import java.nio.ByteBuffer;

/**
 * What a FLOE header declares: the length of a segment; and how often its key rotates, which the standard fixes.
 *
 * @param segmentBytes length of an encrypted segment, {@code ENC_SEG_LEN}
 * @param rotationBits a key serves 2^rotationBits segments; 20 but for published test vectors
 */
public record FloeParameters(int segmentBytes, int rotationBits) {
    static final int PARAMETERS_BYTES = 1 + 1 + 4 + 4;
    static final int IV_BYTES = 32;
    static final int HEADER_TAG_BYTES = 32;

    /** Bytes before the first segment. */
    public static final int HEADER_BYTES = PARAMETERS_BYTES + IV_BYTES + HEADER_TAG_BYTES;

    static final int LENGTH_BYTES = 4;
    static final int SEGMENT_IV_BYTES = 12;
    static final int SEGMENT_TAG_BYTES = 16;

    /** What a segment is longer than its plaintext. */
    public static final int SEGMENT_OVERHEAD_BYTES = LENGTH_BYTES + SEGMENT_IV_BYTES + SEGMENT_TAG_BYTES;

    static final int STANDARD_ROTATION_BITS = 20;
    static final long MAX_SEGMENTS = 1L << 40;

    private static final int AES_256_GCM = 0;
    private static final int HKDF_EXPAND_SHA_384 = 0;

    /** What the SDK writes: 64 KiB segments. */
    public static final FloeParameters STANDARD = new FloeParameters(64 * 1024, STANDARD_ROTATION_BITS);

    public FloeParameters {
        if (segmentBytes <= SEGMENT_OVERHEAD_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes is " + segmentBytes + ", must be more than " + SEGMENT_OVERHEAD_BYTES);
        }
    }

    /** Plaintext in every segment but the last. */
    public int plaintextBytes() {
        return segmentBytes - SEGMENT_OVERHEAD_BYTES;
    }

    byte[] encoded() {
        return ByteBuffer.allocate(PARAMETERS_BYTES)
                .put((byte) AES_256_GCM)
                .put((byte) HKDF_EXPAND_SHA_384)
                .putInt(segmentBytes)
                .putInt(IV_BYTES)
                .array();
    }

    /**
     * Reads the first bytes of a header.
     *
     * @throws UnsupportedException if it declares another algorithm, or a segment size outside the limits
     */
    static FloeParameters parse(byte[] header, Limits limits) {
        ByteBuffer in = ByteBuffer.wrap(header);
        expect("body-v1 AEAD", in.get() & 0xff, AES_256_GCM);
        expect("body-v1 KDF", in.get() & 0xff, HKDF_EXPAND_SHA_384);
        int segmentBytes = in.getInt();
        if (segmentBytes < limits.minSegmentBytes() || segmentBytes > limits.maxSegmentBytes()) {
            throw new UnsupportedException(
                    "body-v1 segment size",
                    Integer.toUnsignedString(segmentBytes),
                    limits.minSegmentBytes() + " to " + limits.maxSegmentBytes());
        }
        expect("body-v1 IV length", in.getInt(), IV_BYTES);
        return new FloeParameters(segmentBytes, limits.rotationBits());
    }

    private static void expect(String field, int found, int supported) {
        if (found != supported) {
            throw new UnsupportedException(field, Integer.toUnsignedString(found), Integer.toString(supported));
        }
    }

    /**
     * What a reader accepts. A header is not authenticated before it is read, so memory must not follow its word.
     *
     * @param minSegmentBytes the smallest segment
     * @param maxSegmentBytes the largest segment
     * @param rotationBits as the standard fixes it
     */
    public record Limits(int minSegmentBytes, int maxSegmentBytes, int rotationBits) {
        private static final int KIB = 1024;

        /** 4 KiB to 16 MiB. */
        public static final Limits STANDARD = new Limits(4 * KIB, 16 * KIB * KIB, STANDARD_ROTATION_BITS);
    }
}
