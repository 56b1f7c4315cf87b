package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.AesGcm.Slice;
import com.patientory.crypto.internal.io.Bytes;
import com.patientory.crypto.internal.io.PiecewiseInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Decrypts a stream in order. Each byte that it gives is verified, and so is its place; only the end of the stream
 * proves that nothing is missing behind it.
 */
public final class DecryptingInputStream extends PiecewiseInputStream {
    private final InputStream body;
    private final FloeSession session;
    private final SegmentCipher cipher;
    private final byte[] sealed;
    private final byte[] plain;
    private int position;
    private int limit;
    private long segment;

    private DecryptingInputStream(InputStream body, FloeSession session, SecureRandom random) {
        this.body = body;
        this.session = session;
        this.cipher = new SegmentCipher(session, random);
        this.sealed = new byte[session.parameters().segmentBytes()];
        this.plain = new byte[session.parameters().segmentBytes()];
    }

    /** Reads and checks the header; the stream takes over {@code body} and closes it. */
    public static DecryptingInputStream open(
            InputStream body, FloeParameters.Limits limits, byte[] key, byte[] aad, SecureRandom random)
            throws IOException {
        byte[] header = new byte[FloeParameters.HEADER_BYTES];
        int length = Bytes.read(body, header, 0, header.length);
        FloeSession session = FloeSession.toDecrypt(Arrays.copyOf(header, length), limits, key, aad);
        return new DecryptingInputStream(body, session, random);
    }

    @Override
    protected boolean makeNext() throws IOException {
        position = 0;
        limit = 0;
        int length = Bytes.read(body, sealed, 0, sealed.length);
        if (length < FloeParameters.SEGMENT_OVERHEAD_BYTES) {
            throw new IntegrityException(SegmentCipher.FORMAT, "the final segment is cut off or missing");
        }
        boolean last = ByteBuffer.wrap(sealed).getInt() != SegmentCipher.NOT_FINAL || length < sealed.length;
        if (last && length == sealed.length && body.read() >= 0) {
            throw new IntegrityException(SegmentCipher.FORMAT, "bytes follow the final segment");
        }
        limit = cipher.decrypt(segment, last, new Slice(sealed, 0, length), plain, 0);
        segment++;
        return last;
    }

    @Override
    protected int ready() {
        return limit - position;
    }

    @Override
    protected int take(byte[] to, int offset, int length) {
        int count = Math.min(length, ready());
        System.arraycopy(plain, position, to, offset, count);
        position += count;
        return count;
    }

    @Override
    protected int readAfterFailure() {
        throw new IntegrityException(SegmentCipher.FORMAT, "an earlier read has failed");
    }

    @Override
    public void close() throws IOException {
        super.close();
        Arrays.fill(plain, (byte) 0);
        cipher.close();
        position = 0;
        limit = 0;
        session.close();
        body.close();
    }
}
