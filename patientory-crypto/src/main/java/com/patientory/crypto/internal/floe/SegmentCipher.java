package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.AesGcm.Slice;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** {@code encryptSegment} and {@code decryptSegment}, for one thread. */
final class SegmentCipher {
    static final String FORMAT = "body-v1";
    static final int NOT_FINAL = 0xFFFFFFFF;

    private static final int IV_AT = FloeParameters.LENGTH_BYTES;
    private static final int CIPHERTEXT_AT = IV_AT + FloeParameters.SEGMENT_IV_BYTES;

    private final FloeSession session;
    private final SecureRandom random;
    private final AesGcm gcm = new AesGcm();
    private final byte[] iv = new byte[FloeParameters.SEGMENT_IV_BYTES];
    private final byte[] aad = new byte[Long.BYTES + 1];

    SegmentCipher(FloeSession session, SecureRandom random) {
        this.session = session;
        this.random = random;
    }

    /** Writes the segment at {@code outAt} and returns its length. */
    int encrypt(long segment, boolean last, Slice plaintext, byte[] out, int outAt) {
        int segmentBytes = plaintext.length() + FloeParameters.SEGMENT_OVERHEAD_BYTES;
        random.nextBytes(iv);
        ByteBuffer.wrap(out, outAt, segmentBytes)
                .putInt(last ? segmentBytes : NOT_FINAL)
                .put(iv);
        gcm.encrypt(session.segmentKey(segment), iv, aad(segment, last), plaintext, out, outAt + CIPHERTEXT_AT);
        return segmentBytes;
    }

    /**
     * Writes the plaintext at {@code outAt}, where {@link AesGcm#OUTPUT_SLACK_BYTES} more must be free, and returns its
     * length.
     *
     * @throws IntegrityException if this is not segment number {@code segment}, final or not as {@code last} says
     */
    int decrypt(long segment, boolean last, Slice in, byte[] out, int outAt) {
        int declared = ByteBuffer.wrap(in.array()).getInt(in.offset());
        if (declared != (last ? in.length() : NOT_FINAL)) {
            throw new IntegrityException(FORMAT, wrongLength(segment, last, declared));
        }
        System.arraycopy(in.array(), in.offset() + IV_AT, iv, 0, iv.length);
        Slice sealed = new Slice(in.array(), in.offset() + CIPHERTEXT_AT, in.length() - CIPHERTEXT_AT);
        if (!gcm.decrypt(session.segmentKey(segment), iv, aad(segment, last), sealed, out, outAt)) {
            throw new IntegrityException(FORMAT, "segment " + segment + " was altered or stands in another place");
        }
        return in.length() - FloeParameters.SEGMENT_OVERHEAD_BYTES;
    }

    private static String wrongLength(long segment, boolean last, int declared) {
        if (!last) {
            return "segment " + segment + " is final or altered, and more bytes follow";
        }
        return declared == NOT_FINAL
                ? "the final segment is cut off or missing"
                : "the final segment has another length than it declares";
    }

    private byte[] aad(long segment, boolean last) {
        ByteBuffer.wrap(aad).putLong(segment).put((byte) (last ? 1 : 0));
        return aad;
    }
}
