package com.patientory.crypto;

import com.patientory.crypto.internal.floe.BatchRunner;
import com.patientory.crypto.internal.floe.DecryptingChannel;
import com.patientory.crypto.internal.floe.DecryptingInputStream;
import com.patientory.crypto.internal.floe.DecryptingOutputStream;
import com.patientory.crypto.internal.floe.FileDecryptor;
import com.patientory.crypto.internal.floe.FloeParameters.Limits;
import com.patientory.crypto.internal.floe.FloeSession;
import com.patientory.crypto.internal.floe.WarmUp;
import com.patientory.crypto.internal.io.AtomicFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Executor;

/** The decrypting half of {@link RecordCipher}. */
final class BodyDecryption {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final SecureRandom random;
    private final BatchRunner runner;
    private final Executor executor;

    BodyDecryption(SecureRandom random, BatchRunner runner, Executor executor) {
        this.random = random;
        this.runner = runner;
        this.executor = executor;
    }

    void decrypt(Path body, RecordKey key, Path plain, Progress progress) throws IOException {
        try (FileChannel in = FileChannel.open(body, StandardOpenOption.READ)) {
            decrypt(in, key, plain, progress);
        }
    }

    void decrypt(FileChannel in, RecordKey key, Path plain, Progress progress) throws IOException {
        try (FloeSession session = session(in, key);
                AtomicFile out = AtomicFile.create(plain)) {
            WarmUp.startFor(key.sizeBytes(), executor);
            new FileDecryptor(session, random, runner)
                    .decrypt(in, out.channel(), done -> progress.advanced(done, key.sizeBytes()));
            out.commit();
        }
    }

    void decrypt(InputStream body, RecordKey key, Path plain, Progress progress) throws IOException {
        try (AtomicFile out = AtomicFile.create(plain)) {
            decrypt(body, key, Channels.newOutputStream(out.channel()), progress);
            out.commit();
        }
    }

    void decrypt(InputStream body, RecordKey key, OutputStream plain, Progress progress) throws IOException {
        WarmUp.startFor(key.sizeBytes(), executor);
        byte[] buffer = new byte[BUFFER_BYTES];
        // Closing it erases its buffers; the caller's stream stays open.
        try (InputStream in = stream(new Unclosed(body), key)) {
            long done = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                plain.write(buffer, 0, count);
                done += count;
                progress.advanced(done, key.sizeBytes());
            }
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    InputStream stream(InputStream body, RecordKey key) throws IOException {
        return key.contentKey()
                .use(content ->
                        DecryptingInputStream.open(body, Limits.STANDARD, content, BodyEncryption.aad(), random));
    }

    OutputStream output(OutputStream plain, RecordKey key) {
        return key.contentKey()
                .use(content ->
                        new DecryptingOutputStream(plain, Limits.STANDARD, content, BodyEncryption.aad(), random));
    }

    /** Whether a body was made with this key, by its header. */
    void requireKey(SeekableByteChannel body, RecordKey key) throws IOException {
        session(body, key).close();
    }

    private static FloeSession session(SeekableByteChannel body, RecordKey key) throws IOException {
        byte[] header = DecryptingChannel.header(body);
        return key.contentKey()
                .use(content -> FloeSession.toDecrypt(header, Limits.STANDARD, content, BodyEncryption.aad()));
    }

    SeekableByteChannel channel(SeekableByteChannel body, RecordKey key) throws IOException {
        return key.contentKey()
                .use(content -> DecryptingChannel.open(body, Limits.STANDARD, content, BodyEncryption.aad(), random));
    }

    /** A stream that others close. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Not ours.
        }
    }
}
