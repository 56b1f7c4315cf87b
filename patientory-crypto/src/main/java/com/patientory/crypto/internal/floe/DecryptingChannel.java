package com.patientory.crypto.internal.floe;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.internal.floe.AesGcm.Slice;
import com.patientory.crypto.internal.io.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.security.SecureRandom;
import java.util.Arrays;

/** Reads anywhere in a body; keeps one decrypted segment. */
public final class DecryptingChannel implements SeekableByteChannel {
    private final SeekableByteChannel body;
    private final FloeSession session;
    private final FloeLayout layout;
    private final SegmentCipher cipher;
    private final byte[] sealed;
    private final byte[] plain;
    private long cached = -1;
    private long position;
    private volatile boolean closed;

    private DecryptingChannel(SeekableByteChannel body, FloeSession session, FloeLayout layout, SegmentCipher cipher) {
        this.body = body;
        this.session = session;
        this.layout = layout;
        this.cipher = cipher;
        this.sealed = new byte[session.parameters().segmentBytes()];
        this.plain = new byte[session.parameters().segmentBytes()];
    }

    /** Checks the header and the final segment first; the channel takes over {@code body} and closes it. */
    public static DecryptingChannel open(
            SeekableByteChannel body, FloeParameters.Limits limits, byte[] key, byte[] aad, SecureRandom random)
            throws IOException {
        FloeSession session = FloeSession.toDecrypt(header(body), limits, key, aad);
        try {
            FloeLayout layout = FloeLayout.ofBody(session.parameters(), body.size());
            SegmentCipher cipher = new SegmentCipher(session, random);
            FinalSegment.verify(body, layout, cipher);
            return new DecryptingChannel(body, session, layout, cipher);
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** The first bytes of a body, fewer where it is shorter than a header. */
    public static byte[] header(SeekableByteChannel body) throws IOException {
        byte[] header = new byte[FloeParameters.HEADER_BYTES];
        return Arrays.copyOf(header, Bytes.read(body, header, header.length, 0));
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        requireOpen();
        if (!to.hasRemaining()) {
            return 0;
        }
        if (position >= layout.plaintextBytes()) {
            return -1;
        }
        int before = to.remaining();
        while (to.hasRemaining() && position < layout.plaintextBytes()) {
            long segment = position / layout.parameters().plaintextBytes();
            load(segment);
            int from = (int) (position - layout.plaintextOffset(segment));
            int count = Math.min(to.remaining(), layout.plaintextBytes(segment) - from);
            to.put(plain, from, count);
            position += count;
        }
        return before - to.remaining();
    }

    private void load(long segment) throws IOException {
        if (segment == cached) {
            return;
        }
        cached = -1;
        int segmentBytes = layout.plaintextBytes(segment) + FloeParameters.SEGMENT_OVERHEAD_BYTES;
        if (Bytes.read(body, sealed, segmentBytes, layout.bodyOffset(segment)) < segmentBytes) {
            throw new IntegrityException(SegmentCipher.FORMAT, "the body became shorter while it was read");
        }
        cipher.decrypt(segment, layout.isLast(segment), new Slice(sealed, 0, segmentBytes), plain, 0);
        cached = segment;
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("newPosition is " + newPosition + ", must not be negative");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return layout.plaintextBytes();
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        requireOpen();
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        requireOpen();
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed && body.isOpen();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        cached = -1;
        Arrays.fill(plain, (byte) 0);
        cipher.close();
        session.close();
        body.close();
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }
}
