package com.patientory.crypto.internal.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Gives out what is made piece by piece. After a failure every further read fails, whatever lies ready: a reader that
 * swallows the first cannot mistake the rest for the end.
 */
public abstract class PiecewiseInputStream extends InputStream {
    private State state = State.MORE;

    private enum State {
        MORE,
        ENDED,
        FAILED,
        CLOSED
    }

    /** Makes the next piece when the one before is taken; returns whether it was the last. */
    protected abstract boolean makeNext() throws IOException;

    /** How many bytes of the present piece lie ready. */
    protected abstract int ready();

    /** Takes up to {@code length} of them, and returns how many. */
    protected abstract int take(byte[] to, int offset, int length);

    /** Every read after one that has failed; only throws. */
    protected int readAfterFailure() throws IOException {
        throw new IOException("An earlier read has failed");
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        if (state == State.CLOSED) {
            throw new IOException("The stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        if (state == State.FAILED) {
            return readAfterFailure();
        }
        while (ready() == 0 && state != State.ENDED) {
            state = State.FAILED;
            state = makeNext() ? State.ENDED : State.MORE;
        }
        return ready() == 0 ? -1 : take(to, offset, length);
    }

    @Override
    public final int available() {
        return state == State.FAILED || state == State.CLOSED ? 0 : ready();
    }

    /** Ends reading; closes nothing else. */
    @Override
    public void close() throws IOException {
        state = State.CLOSED;
    }
}
