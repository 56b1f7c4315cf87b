package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.AesGcm.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts the body that is written to it, and passes each segment on when it is verified. Only {@link #close} proves
 * that nothing is missing, and throws if something is.
 */
public final class DecryptingOutputStream extends OutputStream {
    private final OutputStream out;
    private final FloeParameters.Limits limits;
    private final byte[] key;
    private final byte[] aad;
    private final SecureRandom random;
    private byte[] sealed = new byte[FloeParameters.HEADER_BYTES];
    private byte[] plain = new byte[0];
    private @Nullable FloeSession session;
    private @Nullable SegmentCipher cipher;
    private int length;
    private long segment;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        FAILED,
        CLOSED
    }

    /** Nothing is written or read yet; {@code out} is closed with this. */
    public DecryptingOutputStream(
            OutputStream out, FloeParameters.Limits limits, byte[] key, byte[] aad, SecureRandom random) {
        this.out = out;
        this.limits = limits;
        this.key = key.clone();
        this.aad = aad;
        this.random = random;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, from.length);
        if (state == State.CLOSED) {
            throw new IOException("The stream is closed");
        }
        int at = offset;
        int end = offset + count;
        while (at < end) {
            requireSound();
            state = State.FAILED;
            if (length == sealed.length) {
                throw new IntegrityException(SegmentCipher.FORMAT, "bytes follow the final segment");
            }
            int part = Math.min(end - at, sealed.length - length);
            System.arraycopy(from, at, sealed, length, part);
            length += part;
            at += part;
            if (length == sealed.length) {
                full();
            }
            state = State.OPEN;
        }
    }

    /** A header or an inner segment is passed on; a final segment waits for the end. */
    private void full() throws IOException {
        if (session == null) {
            session = FloeSession.toDecrypt(sealed, limits, key, aad);
            Arrays.fill(key, (byte) 0);
            cipher = new SegmentCipher(session, random);
            sealed = new byte[session.parameters().segmentBytes()];
            plain = new byte[sealed.length];
            length = 0;
        } else if (ByteBuffer.wrap(sealed).getInt() == SegmentCipher.NOT_FINAL) {
            segment(false);
            segment++;
            length = 0;
        }
    }

    private void segment(boolean last) throws IOException {
        if (cipher == null || length < FloeParameters.SEGMENT_OVERHEAD_BYTES) {
            throw new IntegrityException(SegmentCipher.FORMAT, "the header or the final segment is cut off or missing");
        }
        out.write(plain, 0, cipher.decrypt(segment, last, new Slice(sealed, 0, length), plain, 0));
    }

    /** Passes on what the underlying stream holds: an unverified segment stays here. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private void requireSound() {
        if (state == State.FAILED) {
            throw new IntegrityException(SegmentCipher.FORMAT, "an earlier write has failed");
        }
    }

    /** Verifies the final segment and passes it on; closes the other stream also if that fails. */
    @Override
    public void close() throws IOException {
        if (state == State.CLOSED) {
            return;
        }
        try (OutputStream closed = out) {
            requireSound();
            segment(true);
            closed.flush();
        } finally {
            state = State.CLOSED;
            Arrays.fill(key, (byte) 0);
            Arrays.fill(plain, (byte) 0);
            if (cipher != null) {
                cipher.close();
            }
            if (session != null) {
                session.close();
            }
        }
    }
}
