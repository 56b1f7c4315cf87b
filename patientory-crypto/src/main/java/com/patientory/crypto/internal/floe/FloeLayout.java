package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;

/**
 * Where everything lies in a body: pure arithmetic on its length.
 *
 * @param parameters from the header
 * @param plaintextBytes length of the plaintext
 * @param segments at least 1; an empty plaintext has one empty segment
 */
public record FloeLayout(FloeParameters parameters, long plaintextBytes, long segments) {
    /** A batch is what one thread reads, works on and writes at once: about 1 MiB, or one larger segment. */
    private static final int BATCH_BYTES = 1024 * 1024;

    /** The layout that this SDK writes: the last segment is empty only if all is. */
    public static FloeLayout ofPlaintext(FloeParameters parameters, long plaintextBytes) {
        long segments = Math.max(1, ceilDiv(plaintextBytes, parameters.plaintextBytes()));
        if (segments > FloeParameters.MAX_SEGMENTS) {
            throw new IllegalArgumentException("The plaintext has " + plaintextBytes + " bytes, more than "
                    + FloeParameters.MAX_SEGMENTS + " segments hold");
        }
        return new FloeLayout(parameters, plaintextBytes, segments);
    }

    /** The layout of a whole body, its header included; a last segment may be empty. */
    static FloeLayout ofBody(FloeParameters parameters, long bodyBytes) {
        long content = bodyBytes - FloeParameters.HEADER_BYTES;
        long segments = ceilDiv(content, parameters.segmentBytes());
        long plaintext = content - segments * FloeParameters.SEGMENT_OVERHEAD_BYTES;
        long lastBytes = content - (segments - 1) * parameters.segmentBytes();
        if (segments < 1 || lastBytes < FloeParameters.SEGMENT_OVERHEAD_BYTES) {
            throw new IntegrityException(SegmentCipher.FORMAT, "the final segment is cut off or missing");
        }
        if (segments > FloeParameters.MAX_SEGMENTS) {
            throw new IntegrityException(SegmentCipher.FORMAT, "more than 2^40 segments");
        }
        return new FloeLayout(parameters, plaintext, segments);
    }

    private static long ceilDiv(long length, int unit) {
        return length / unit + (length % unit > 0 ? 1 : 0);
    }

    public long bodyBytes() {
        return FloeParameters.HEADER_BYTES + plaintextBytes + segments * FloeParameters.SEGMENT_OVERHEAD_BYTES;
    }

    boolean isLast(long segment) {
        return segment == segments - 1;
    }

    long bodyOffset(long segment) {
        return FloeParameters.HEADER_BYTES + segment * parameters.segmentBytes();
    }

    long plaintextOffset(long segment) {
        return segment * parameters.plaintextBytes();
    }

    int plaintextBytes(long segment) {
        long rest = plaintextBytes - plaintextOffset(segment);
        return (int) Math.min(parameters.plaintextBytes(), rest);
    }

    int segmentsPerBatch() {
        return Math.max(1, BATCH_BYTES / parameters.segmentBytes());
    }

    long batches() {
        return ceilDiv(segments, segmentsPerBatch());
    }

    int segmentsIn(long batch) {
        return (int) Math.min(segmentsPerBatch(), segments - batch * segmentsPerBatch());
    }

    int plaintextBytesOfBatch(long batch) {
        long first = batch * segmentsPerBatch();
        return (segmentsIn(batch) - 1) * parameters.plaintextBytes() + plaintextBytes(first + segmentsIn(batch) - 1);
    }
}
