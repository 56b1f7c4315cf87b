package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.AesGcm.Slice;
import com.patientory.crypto.internal.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/**
 * Decrypts a stream in order. Each byte that it gives is verified, and so is its place; only the end of the stream
 * proves that nothing is missing behind it.
 *
 * <p>After a failure every further read fails in the same way: a reader that swallows the first cannot mistake the rest
 * for the end.
 */
public final class DecryptingInputStream extends InputStream {
    private final InputStream body;
    private final FloeSession session;
    private final SegmentCipher cipher;
    private final byte[] sealed;
    private final byte[] plain;
    private int position;
    private int limit;
    private long segment;
    private State state = State.MORE;

    private enum State {
        MORE,
        ENDED,
        FAILED,
        CLOSED
    }

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
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (state == State.CLOSED) {
            throw new IOException("The stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        while (position == limit && state != State.ENDED) {
            nextSegment();
        }
        if (position == limit) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(plain, position, to, offset, count);
        position += count;
        return count;
    }

    private void nextSegment() throws IOException {
        if (state == State.FAILED) {
            throw new IntegrityException(SegmentCipher.FORMAT, "an earlier read has failed");
        }
        state = State.FAILED;
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
        state = last ? State.ENDED : State.MORE;
    }

    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public void close() throws IOException {
        state = State.CLOSED;
        Arrays.fill(plain, (byte) 0);
        cipher.close();
        position = 0;
        limit = 0;
        session.close();
        body.close();
    }
}
