package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.AesGcm.Slice;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.SecureRandom;

/** {@code encryptSegment} and {@code decryptSegment}, for one thread. */
final class SegmentCipher implements AutoCloseable {
    static final String FORMAT = "body-v1";
    static final int NOT_FINAL = 0xFFFFFFFF;

    private final FloeSession session;
    private final SecureRandom random;
    private final byte[] iv = new byte[FloeParameters.SEGMENT_IV_BYTES];
    private final byte[] aad = new byte[Long.BYTES + 1];
    private AesGcm gcm = AesGcm.open();
    private boolean fast = Providers.fast() != null;
    private ByteBuffer ivs = ByteBuffer.allocate(0);

    SegmentCipher(FloeSession session, SecureRandom random) {
        this.session = session;
        this.random = random;
    }

    /** Whose cipher it uses at the moment. */
    Provider provider() {
        return gcm.provider();
    }

    /**
     * Before a number of segments: draws all their nonces at once, as randomness has a lock and a price for each call,
     * and takes a faster provider that has been found meanwhile.
     */
    void prepare(int segments) {
        if (!fast && Providers.fast() != null) {
            fast = true;
            gcm.erase();
            gcm = AesGcm.open();
        }
        byte[] drawn = new byte[segments * iv.length];
        random.nextBytes(drawn);
        ivs = ByteBuffer.wrap(drawn);
    }

    /** Writes the segment at {@code outAt} and returns its length. */
    int encrypt(long segment, boolean last, Slice plaintext, byte[] out, int outAt) {
        ByteBuffer sealed = ByteBuffer.wrap(out, outAt, out.length - outAt);
        encrypt(segment, last, plaintext.buffer(), sealed);
        return sealed.position() - outAt;
    }

    /** Takes all of {@code plaintext} and writes the segment. */
    void encrypt(long segment, boolean last, ByteBuffer plaintext, ByteBuffer out) {
        int segmentBytes = plaintext.remaining() + FloeParameters.SEGMENT_OVERHEAD_BYTES;
        if (ivs.hasRemaining()) {
            ivs.get(iv);
        } else {
            random.nextBytes(iv);
        }
        out.putInt(last ? segmentBytes : NOT_FINAL).put(iv);
        Providers.worked(segmentBytes);
        gcm.encrypt(session.segmentKey(segment), iv, aad(segment, last), plaintext, out);
    }

    /**
     * Writes the plaintext at {@code outAt}, where {@link AesGcm#OUTPUT_SLACK_BYTES} more must be free, and returns its
     * length.
     *
     * @throws IntegrityException if this is not segment number {@code segment}, final or not as {@code last} says
     */
    int decrypt(long segment, boolean last, Slice in, byte[] out, int outAt) {
        ByteBuffer plain = ByteBuffer.wrap(out, outAt, out.length - outAt);
        decrypt(segment, last, in.buffer(), plain);
        return plain.position() - outAt;
    }

    /**
     * Takes all of {@code in} and writes the plaintext, behind which {@link AesGcm#OUTPUT_SLACK_BYTES} more must be free.
     *
     * @throws IntegrityException as the other one
     */
    void decrypt(long segment, boolean last, ByteBuffer in, ByteBuffer out) {
        int segmentBytes = in.remaining();
        int declared = in.getInt();
        if (declared != (last ? segmentBytes : NOT_FINAL)) {
            throw new IntegrityException(FORMAT, wrongLength(segment, last, declared));
        }
        in.get(iv);
        Providers.worked(segmentBytes);
        if (!gcm.decrypt(session.segmentKey(segment), iv, aad(segment, last), in, out)) {
            throw new IntegrityException(FORMAT, "segment " + segment + " was altered or stands in another place");
        }
    }

    private static String wrongLength(long segment, boolean last, int declared) {
        if (!last) {
            return "segment " + segment + " is final or altered, and more bytes follow";
        }
        return declared == NOT_FINAL
                ? "the final segment is cut off or missing"
                : "the final segment has another length than it declares";
    }

    /** Erases what it holds of the plaintext. */
    @Override
    public void close() {
        gcm.erase();
    }

    private byte[] aad(long segment, boolean last) {
        ByteBuffer.wrap(aad).putLong(segment).put((byte) (last ? 1 : 0));
        return aad;
    }
}
