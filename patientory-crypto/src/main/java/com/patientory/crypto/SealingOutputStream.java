package com.patientory.crypto;

import com.patientory.crypto.internal.floe.EncryptingOutputStream;
import com.patientory.crypto.internal.floe.FloeLayout;
import com.patientory.crypto.internal.floe.FloeSession;
import com.patientory.crypto.internal.floe.PlaintextDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what is written to it into a body, for plaintext that its source pushes; see
 * {@link RecordCipher#encrypting(OutputStream)}.
 *
 * <p>{@link #seal} ends the body and gives its key. Closing does not: a source that fails half way and is closed on the
 * way out must not leave a shorter record that looks whole. What stands there then has no end, and every reader refuses
 * it.
 *
 * <p>For one thread at a time. Blocks as the stream behind it does.
 */
public final class SealingOutputStream extends OutputStream {
    private final EncryptingOutputStream body;
    private final byte[] contentKey;
    private final PlaintextDigest digest;
    private final SecureRandom random;

    SealingOutputStream(EncryptingOutputStream body, byte[] contentKey, PlaintextDigest digest, SecureRandom random) {
        this.body = body;
        this.contentKey = Arrays.copyOf(contentKey, FloeSession.KEY_BYTES);
        this.digest = digest;
        this.random = random;
    }

    @Override
    public void write(int one) throws IOException {
        body.write(one);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        body.write(from, offset, length);
    }

    /**
     * Flushes the stream behind this one. A part of a segment stays here: it can be encrypted only once.
     *
     * @throws IOException from the other stream
     */
    @Override
    public void flush() throws IOException {
        body.flush();
    }

    /**
     * Writes the end of the body. Nothing can be written afterwards; the stream is still to be closed.
     *
     * @return the key of the body, to be closed
     * @throws IOException if writing fails, has failed before, or the body is ended already
     */
    public SealedBody seal() throws IOException {
        FloeLayout layout = body.finish();
        byte @Nullable [] sha256 = digest.finish().orElse(null);
        return new SealedBody(contentKey, layout.plaintextBytes(), layout.bodyBytes(), sha256, random);
    }

    /**
     * Erases the key and closes the stream behind this one; without {@link #seal} before, what it holds is no body.
     *
     * @throws IOException from the other stream
     */
    @Override
    public void close() throws IOException {
        Arrays.fill(contentKey, (byte) 0);
        body.close();
    }
}
