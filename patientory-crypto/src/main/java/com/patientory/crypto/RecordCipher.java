package com.patientory.crypto;

import com.patientory.crypto.internal.floe.BatchRunner;
import com.patientory.crypto.internal.io.AtomicFile;
import com.patientory.crypto.internal.io.Drain;
import com.patientory.crypto.internal.io.TemporaryFiles;
import com.patientory.crypto.internal.io.Workers;
import com.patientory.crypto.internal.secret.Randomness;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Encrypts and decrypts the bodies of records: FLOE with AES-256-GCM in segments of 64 KiB (body-v1), a fresh key for
 * each body.
 *
 * <p>{@link #create()} gives the defaults: two threads for each file, of which the caller's is one. Immutable and safe
 * for use by several threads; memory does not depend on the length of a file.
 *
 * <p>AES is the platform's. When a process has done a gigabyte, Amazon Corretto Crypto Provider and Conscrypt are tried in
 * the background if they are on the class path, unregistered, and the fastest of all does the rest; the result is the
 * same. The system property {@code patientory.crypto.provider} decides instead: {@code platform}, {@code corretto} or
 * {@code conscrypt}.
 *
 * <p>Promised: a changed, moved, repeated, missing or additional byte is noticed, and no unverified plaintext is given
 * out. Methods that write to a {@link Path} do so through a temporary file in the same directory, so the file is there
 * completely or not at all, and a symbolic link of that name is replaced, not followed. On POSIX only its owner may read
 * it; {@code rotate} alone keeps owner, group and permissions of what it replaces, and forces the file to the device. A
 * process that is killed meanwhile leaves that temporary file, which holds plaintext if it was decrypting: call
 * {@link #removeLeftovers} when a program starts. Not promised: that the length of a record is hidden, or who wrote it.
 * All methods block; those on paths end with an {@link IOException} when the thread is interrupted, those with a
 * {@link Progress} when it throws.
 *
 * <p>Which form: paths are the fastest, as several threads work on them. {@code encrypt} and {@code decrypt} copy from one
 * stream or channel to another; {@code encrypting} and {@code decrypting} wrap one, in the direction that the other side
 * leaves free; {@link #open(Path, RecordKey)} reads anywhere. Body and envelope in one file: {@link RecordFile}.
 */
public final class RecordCipher {
    private static final int DEFAULT_THREADS = 2;

    private final BodyEncryption encryption;
    private final BodyDecryption decryption;

    private RecordCipher(Builder builder) {
        BatchRunner runner = new BatchRunner(builder.executor, builder.threads);
        this.encryption = new BodyEncryption(builder.random, runner, builder.plaintextDigest);
        this.decryption = new BodyDecryption(builder.random, runner, builder.executor);
    }

    /**
     * Two threads for each file, daemon threads of the SDK, the platform's randomness.
     *
     * @return a cipher
     */
    public static RecordCipher create() {
        return builder().build();
    }

    /**
     * Starts with the values of {@link #create()}.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Encrypts a file, without a listener.
     *
     * @param plain the file to read
     * @param body the file to make or replace
     * @return the key of the body, to be closed
     * @throws IOException if reading or writing fails; {@code body} is then as it was
     */
    public SealedBody encrypt(Path plain, Path body) throws IOException {
        return encrypt(plain, body, Progress.NONE);
    }

    /**
     * Encrypts a file, several segments at a time.
     *
     * @param plain the file to read, whose length must not change meanwhile
     * @param body the file to make or replace
     * @param progress hears of the progress and may cancel
     * @return the key of the body, to be closed
     * @throws IOException if reading or writing fails; {@code body} is then as it was
     */
    public SealedBody encrypt(Path plain, Path body, Progress progress) throws IOException {
        return encryption.encrypt(plain, body, progress);
    }

    /**
     * Encrypts a stream into a file, in the calling thread.
     *
     * @param plain read to its end, not closed
     * @param body the file to make or replace
     * @param progress hears of the progress and may cancel
     * @return the key of the body, to be closed
     * @throws IOException if reading or writing fails; {@code body} is then as it was
     */
    public SealedBody encrypt(InputStream plain, Path body, Progress progress) throws IOException {
        return encryption.encrypt(plain, body, progress);
    }

    /**
     * Encrypts a stream, without a listener.
     *
     * @param plain read to its end, not closed
     * @param body written, not closed
     * @return the key of the body, to be closed
     * @throws IOException if reading or writing fails
     */
    public SealedBody encrypt(InputStream plain, OutputStream body) throws IOException {
        return encrypt(plain, body, Progress.NONE);
    }

    /**
     * Encrypts a stream, in the calling thread. What was written before a failure is no body: it has no end.
     *
     * @param plain read to its end, not closed
     * @param body written, not closed
     * @param progress hears of the progress and may cancel
     * @return the key of the body, to be closed
     * @throws IOException if reading or writing fails
     */
    public SealedBody encrypt(InputStream plain, OutputStream body, Progress progress) throws IOException {
        return encryption.encrypt(plain, body, progress);
    }

    /**
     * Encrypts a blocking channel, as {@link #encrypt(InputStream, OutputStream, Progress)} does.
     *
     * @param plain read to its end, not closed
     * @param body written, not closed
     * @param progress hears of the progress and may cancel
     * @return the key of the body, to be closed
     * @throws IOException if reading or writing fails
     */
    public SealedBody encrypt(ReadableByteChannel plain, WritableByteChannel body, Progress progress)
            throws IOException {
        return encrypt(Channels.newInputStream(plain), Channels.newOutputStream(body), progress);
    }

    /**
     * Encrypts while it is written to, for a source that pushes. The body ends with {@link SealingOutputStream#seal},
     * not with closing.
     *
     * @param body written; closed with the result
     * @return where the plaintext goes
     * @throws IOException if writing the header fails; {@code body} is then not closed
     */
    public SealingOutputStream encrypting(OutputStream body) throws IOException {
        return encryption.stream(body);
    }

    /**
     * Encrypts while it is read, for an upload that pulls; {@link #bodyBytes} says how long it will be. A result that is
     * closed before its end has given no body, and its key is gone.
     *
     * @param plain the stream to read; closed with the result
     * @param sealed is given the key of the body, to be closed, when the last of the plaintext is encrypted: before the
     *     last bytes of the body are read; if it throws, the key is erased and the read fails
     * @return the body, for one thread at a time
     * @throws IOException never from {@code plain}, which is not read yet
     */
    public InputStream encrypting(InputStream plain, Consumer<SealedBody> sealed) throws IOException {
        Drain drain = new Drain();
        return new SealingInputStream(plain, drain, encrypting(drain), sealed);
    }

    /**
     * How long the body of a plaintext is, for those who must announce it.
     *
     * @param plaintextBytes the length of the plaintext
     * @return bytes of the body, its header included
     * @throws IllegalArgumentException if no body holds so much
     */
    public static long bodyBytes(long plaintextBytes) {
        return BodyEncryption.bodyBytes(plaintextBytes);
    }

    /**
     * Decrypts a file, without a listener.
     *
     * @param body the file to read
     * @param key of this body
     * @param plain the file to make or replace
     * @throws IOException if reading or writing fails; {@code plain} is then as it was
     * @throws com.patientory.crypto.error.IntegrityException if the body is not what its writer made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public void decrypt(Path body, RecordKey key, Path plain) throws IOException {
        decrypt(body, key, plain, Progress.NONE);
    }

    /**
     * Decrypts a file, several segments at a time; the result appears only after all of it is verified.
     *
     * @param body the file to read
     * @param key of this body
     * @param plain the file to make or replace
     * @param progress hears of the progress and may cancel
     * @throws IOException if reading or writing fails; {@code plain} is then as it was
     * @throws com.patientory.crypto.error.IntegrityException if the body is not what its writer made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public void decrypt(Path body, RecordKey key, Path plain, Progress progress) throws IOException {
        decryption.decrypt(body, key, plain, progress);
    }

    /**
     * Decrypts a stream into a file, in the calling thread; the result appears only after all of it is verified.
     *
     * @param body read to its end, not closed
     * @param key of this body
     * @param plain the file to make or replace
     * @param progress hears of the progress, of {@link RecordKey#sizeBytes()}, and may cancel
     * @throws IOException if reading or writing fails; {@code plain} is then as it was
     * @throws com.patientory.crypto.error.IntegrityException if the body is not what its writer made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public void decrypt(InputStream body, RecordKey key, Path plain, Progress progress) throws IOException {
        decryption.decrypt(body, key, plain, progress);
    }

    /**
     * Decrypts a stream, without a listener; see {@link #decrypt(InputStream, RecordKey, OutputStream, Progress)}.
     *
     * @param body read to its end, not closed
     * @param key of this body
     * @param plain written, not closed
     * @throws IOException if reading or writing fails
     * @throws com.patientory.crypto.error.IntegrityException if the body is not what its writer made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public void decrypt(InputStream body, RecordKey key, OutputStream plain) throws IOException {
        decrypt(body, key, plain, Progress.NONE);
    }

    /**
     * Decrypts a stream, in the calling thread. Each byte written is verified, but only the return of this method proves
     * that nothing is missing: until then the consumer must not act on the whole.
     *
     * @param body read to its end, not closed
     * @param key of this body
     * @param plain written, not closed
     * @param progress hears of the progress, of {@link RecordKey#sizeBytes()}, and may cancel
     * @throws IOException if reading or writing fails
     * @throws com.patientory.crypto.error.IntegrityException if the body is not what its writer made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public void decrypt(InputStream body, RecordKey key, OutputStream plain, Progress progress) throws IOException {
        decryption.decrypt(body, key, plain, progress);
    }

    /**
     * Decrypts a blocking channel, as {@link #decrypt(InputStream, RecordKey, OutputStream, Progress)} does.
     *
     * @param body read to its end, not closed
     * @param key of this body
     * @param plain written, not closed
     * @param progress hears of the progress, of {@link RecordKey#sizeBytes()}, and may cancel
     * @throws IOException if reading or writing fails
     * @throws com.patientory.crypto.error.IntegrityException if the body is not what its writer made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public void decrypt(ReadableByteChannel body, RecordKey key, WritableByteChannel plain, Progress progress)
            throws IOException {
        decrypt(Channels.newInputStream(body), key, Channels.newOutputStream(plain), progress);
    }

    /**
     * Decrypts while it is read. Each byte read is verified; only the end of the stream proves that nothing is missing.
     * {@code read} throws an {@link com.patientory.crypto.error.IntegrityException} instead of an end that is not
     * proven, and again at every later read.
     *
     * @param body the stream to read; closed with the result
     * @param key of this body
     * @return the plaintext, for one thread at a time
     * @throws IOException if reading the header fails
     * @throws com.patientory.crypto.error.IntegrityException if the header was not made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public InputStream decrypting(InputStream body, RecordKey key) throws IOException {
        return decryption.stream(body, key);
    }

    /**
     * Decrypts while it is written to, for a download that pushes. Each byte that is passed on is verified; only
     * {@code close} proves that nothing is missing, and throws an
     * {@link com.patientory.crypto.error.IntegrityException} if something is. {@code write} throws one for a wrong
     * header or segment, and again at every later call, and an
     * {@link com.patientory.crypto.error.UnsupportedException} for other parameters.
     *
     * @param plain written; closed with the result, also if the body is not whole
     * @param key of this body
     * @return where the body goes, for one thread at a time
     */
    public OutputStream decrypting(OutputStream plain, RecordKey key) {
        return decryption.output(plain, key);
    }

    /**
     * Encrypts a body anew, under a fresh content key, in one pass and constant memory: for a body that a former
     * recipient may know the key of and has not fetched. The new body appears only after all of the old one is verified.
     *
     * @param body the file to read
     * @param key of this body
     * @param target the file to make or replace, which may be {@code body} itself
     * @param progress hears of the progress, of {@link RecordKey#sizeBytes()}, and may cancel
     * @return the key of the new body, to be closed; its envelope states the new CID
     * @throws IOException if reading or writing fails; {@code target} is then as it was
     * @throws com.patientory.crypto.error.IntegrityException if the body is not what its writer made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public SealedBody rotate(Path body, RecordKey key, Path target, Progress progress) throws IOException {
        try (AtomicFile out = AtomicFile.successor(target)) {
            SealedBody sealed;
            try (FileChannel in = FileChannel.open(body, StandardOpenOption.READ)) {
                sealed = rotate(in, key, out.channel(), progress);
            }
            force(sealed, out);
            return BodyEncryption.committed(sealed, out);
        }
    }

    /** The old body may be gone after this. */
    private static void force(SealedBody sealed, AtomicFile out) throws IOException {
        try {
            out.force();
        } catch (IOException e) {
            sealed.close();
            throw e;
        }
    }

    /** From the positions of both. */
    SealedBody rotate(FileChannel body, RecordKey key, FileChannel target, Progress progress) throws IOException {
        try (InputStream plain = decryption.stream(Channels.newInputStream(body), key)) {
            return encrypt(
                    plain,
                    Channels.newOutputStream(target),
                    (done, unknown) -> progress.advanced(done, key.sizeBytes()));
        }
    }

    BodyEncryption encryption() {
        return encryption;
    }

    BodyDecryption decryption() {
        return decryption;
    }

    /**
     * Removes the temporary files that killed processes have left where they wrote to paths; those of processes that live
     * are spared, which are known by their locks. Call it for each such directory when a program starts.
     *
     * @param directory where to look, not below it
     * @return how many were removed
     * @throws IOException if the directory cannot be read, or one of them cannot be examined or removed; the others are
     */
    public static int removeLeftovers(Path directory) throws IOException {
        return TemporaryFiles.removeLeftovers(directory);
    }

    /**
     * Opens a file for reading anywhere; see {@link #open(SeekableByteChannel, RecordKey)}.
     *
     * @param body the file to read
     * @param key of this body
     * @return the plaintext
     * @throws IOException if reading fails
     * @throws com.patientory.crypto.error.IntegrityException if header or end are not those made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public SeekableByteChannel open(Path body, RecordKey key) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(body);
        try {
            return open(channel, key);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Opens a body for reading anywhere, one segment at a time. The header and the final segment are verified first, so
     * a shortened body is refused here; every other segment is verified when it is read, by an
     * {@link com.patientory.crypto.error.IntegrityException} from {@code read}.
     *
     * @param body the channel to read, whose position the result moves; closed with the result
     * @param key of this body
     * @return the plaintext, read-only, for one thread at a time
     * @throws IOException if reading fails; {@code body} is then not closed
     * @throws com.patientory.crypto.error.IntegrityException if header or end are not those made with this key
     * @throws com.patientory.crypto.error.UnsupportedException if it declares other parameters
     */
    public SeekableByteChannel open(SeekableByteChannel body, RecordKey key) throws IOException {
        return decryption.channel(body, key);
    }

    /** Collects what a {@link RecordCipher} works with; starts with two threads, which the SDK brings. */
    public static final class Builder {
        private static final int MAX_THREADS = 64;

        private SecureRandom random = Randomness.platform();
        private Executor executor = Workers.shared();
        private int threads = DEFAULT_THREADS;
        private boolean plaintextDigest;

        private Builder() {}

        /**
         * Sets where keys and nonces come from; the platform's {@link SecureRandom} if not called. A source that repeats
         * itself breaks the encryption.
         *
         * @param source the randomness, safe for use by several threads
         * @return this builder
         */
        public Builder random(SecureRandom source) {
            random = source;
            return this;
        }

        /**
         * Sets who helps the calling thread; daemon threads of the SDK if not called, at most eight in a process. An executor that is busy or
         * refuses makes the work slower, nothing else.
         *
         * @param helpers runs up to {@code threads - 1} tasks for each file, and once in a process a fifth of a second of
         *     warm-up for decryption
         * @return this builder
         */
        public Builder executor(Executor helpers) {
            executor = helpers;
            return this;
        }

        /**
         * Sets how many threads work on one file; 2 if not called. Each has buffers of about 2 MiB, and of
         * up to 32 MiB to decrypt a body that another program made with the largest segments.
         *
         * @param count 1 to 64, the calling thread included
         * @return this builder
         * @throws IllegalArgumentException if it is not within these bounds
         */
        public Builder threads(int count) {
            if (count < 1 || count > MAX_THREADS) {
                throw new IllegalArgumentException("count is " + count + ", must be 1 to " + MAX_THREADS);
            }
            threads = count;
            return this;
        }

        /**
         * Sets whether encryption also computes the SHA-256 of the plaintext and states it in the envelope; not if not
         * called. It is there to compare a record with its source without keeping either. Decryption does not need it:
         * each byte is authenticated under the content key. It costs about as much as the encryption and cannot be
         * spread over threads.
         *
         * @param wanted true to compute it
         * @return this builder
         */
        public Builder plaintextDigest(boolean wanted) {
            plaintextDigest = wanted;
            return this;
        }

        /**
         * Finishes.
         *
         * @return the cipher
         */
        public RecordCipher build() {
            return new RecordCipher(this);
        }
    }
}
