package com.patientory.crypto;

import com.patientory.crypto.internal.io.Drain;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/** Encrypts a stream while its body is read. */
final class SealingInputStream extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream plain;
    private final Drain drain;
    private final SealingOutputStream body;
    private final Consumer<SealedBody> sealed;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private State state = State.MORE;

    private enum State {
        MORE,
        ENDED,
        FAILED,
        CLOSED
    }

    /** The drain is what {@code body} writes into. */
    SealingInputStream(InputStream plain, Drain drain, SealingOutputStream body, Consumer<SealedBody> sealed) {
        this.plain = plain;
        this.drain = drain;
        this.body = body;
        this.sealed = sealed;
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
        if (state == State.FAILED) {
            throw new IOException("An earlier read has failed");
        }
        if (length == 0) {
            return 0;
        }
        while (drain.available() == 0 && state != State.ENDED) {
            encryptMore();
        }
        return drain.available() == 0 ? -1 : drain.take(to, offset, length);
    }

    private void encryptMore() throws IOException {
        state = State.FAILED;
        int count = plain.read(buffer);
        if (count < 0) {
            handOver(body.seal());
            state = State.ENDED;
        } else {
            body.write(buffer, 0, count);
            state = State.MORE;
        }
    }

    /** A consumer that throws has not taken it: nobody else would erase the key. */
    private void handOver(SealedBody made) {
        try {
            sealed.accept(made);
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    @Override
    public int available() {
        return drain.available();
    }

    @Override
    public void close() throws IOException {
        state = State.CLOSED;
        Arrays.fill(buffer, (byte) 0);
        try {
            body.close();
        } finally {
            plain.close();
        }
    }
}
