package com.patientory.crypto.internal.floe;

import com.patientory.crypto.internal.floe.AesGcm.Slice;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/**
 * Encrypts what is written to it. Holds one segment back, for only {@link #finish} tells which one is final; closing it
 * before leaves a body that every reader refuses as cut off.
 */
public final class EncryptingOutputStream extends OutputStream {
    private final OutputStream out;
    private final FloeSession session;
    private final PlaintextDigest digest;
    private final SegmentCipher cipher;
    private final byte[] plain;
    private final byte[] sealed;
    private int length;
    private long segment;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        FINISHED,
        FAILED,
        CLOSED
    }

    private EncryptingOutputStream(OutputStream out, FloeSession session, PlaintextDigest digest, SecureRandom random) {
        this.out = out;
        this.session = session;
        this.digest = digest;
        this.cipher = new SegmentCipher(session, random);
        this.plain = new byte[session.parameters().plaintextBytes()];
        this.sealed = new byte[session.parameters().segmentBytes()];
    }

    /** Writes the header; the result takes over both and closes them. */
    public static EncryptingOutputStream open(
            OutputStream out, FloeSession session, PlaintextDigest digest, SecureRandom random) throws IOException {
        out.write(session.header());
        return new EncryptingOutputStream(out, session, digest, random);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, from.length);
        requireOpen();
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (length == plain.length) {
                segment(false);
            }
            int part = Math.min(end - at, plain.length - length);
            System.arraycopy(from, at, plain, length, part);
            length += part;
            at += part;
        }
    }

    private void segment(boolean last) throws IOException {
        // A write that fails half way leaves the body where no later segment can mend it.
        state = State.FAILED;
        digest.update(plain, length);
        out.write(sealed, 0, cipher.encrypt(segment, last, new Slice(plain, 0, length), sealed, 0));
        if (!last) {
            segment++;
            length = 0;
        }
        state = last ? State.FINISHED : State.OPEN;
    }

    /** Nothing but what the underlying stream holds: a segment goes out when it is full. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Writes the final segment, once; the stream is still to be closed. */
    public FloeLayout finish() throws IOException {
        requireOpen();
        segment(true);
        out.flush();
        return FloeLayout.ofPlaintext(
                session.parameters(), segment * session.parameters().plaintextBytes() + length);
    }

    private void requireOpen() throws IOException {
        if (state != State.OPEN) {
            throw new IOException(
                    "The stream is " + (state == State.FAILED ? "broken by an earlier failure" : "ended"));
        }
    }

    @Override
    public void close() throws IOException {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            Arrays.fill(plain, (byte) 0);
            cipher.close();
            session.close();
            out.close();
        }
    }
}
