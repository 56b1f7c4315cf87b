package com.patientory.crypto;

import com.patientory.crypto.internal.io.Drain;
import com.patientory.crypto.internal.io.PiecewiseInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Encrypts a stream while its body is read. */
final class SealingInputStream extends PiecewiseInputStream {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream plain;
    private final Drain drain;
    private final SealingOutputStream body;
    private final Consumer<SealedBody> sealed;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** The drain is what {@code body} writes into. */
    SealingInputStream(InputStream plain, Drain drain, SealingOutputStream body, Consumer<SealedBody> sealed) {
        this.plain = plain;
        this.drain = drain;
        this.body = body;
        this.sealed = sealed;
    }

    @Override
    protected boolean makeNext() throws IOException {
        int count = plain.read(buffer);
        if (count < 0) {
            handOver(body.seal());
            return true;
        }
        body.write(buffer, 0, count);
        return false;
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
    protected int ready() {
        return drain.available();
    }

    @Override
    protected int take(byte[] to, int offset, int length) {
        return drain.take(to, offset, length);
    }

    @Override
    public void close() throws IOException {
        super.close();
        Arrays.fill(buffer, (byte) 0);
        try {
            body.close();
        } finally {
            plain.close();
        }
    }
}
