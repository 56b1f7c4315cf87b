package com.patientory.crypto;

import com.patientory.crypto.internal.floe.BatchRunner;
import com.patientory.crypto.internal.floe.EncryptingOutputStream;
import com.patientory.crypto.internal.floe.FileEncryptor;
import com.patientory.crypto.internal.floe.FloeLayout;
import com.patientory.crypto.internal.floe.FloeParameters;
import com.patientory.crypto.internal.floe.FloeSession;
import com.patientory.crypto.internal.floe.PlaintextDigest;
import com.patientory.crypto.internal.floe.StreamEncryptor;
import com.patientory.crypto.internal.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;

/** The encrypting half of {@link RecordCipher}: a fresh key for each body, and files that appear whole. */
final class BodyEncryption {
    /** Binds a body to this use; also in every later version of the envelope. */
    private static final byte[] AAD = "patientory/v1".getBytes(StandardCharsets.US_ASCII);

    /** What JSON can say; the longest number makes the longest envelope. */
    private static final long LARGEST_SIZE = (1L << 53) - 1;

    private final SecureRandom random;
    private final BatchRunner runner;
    private final boolean plaintextDigest;

    BodyEncryption(SecureRandom random, BatchRunner runner, boolean plaintextDigest) {
        this.random = random;
        this.runner = runner;
        this.plaintextDigest = plaintextDigest;
    }

    static byte[] aad() {
        return AAD.clone();
    }

    SealedBody encrypt(Path plain, Path body, Progress progress) throws IOException {
        try (FileChannel in = FileChannel.open(plain, StandardOpenOption.READ);
                AtomicFile out = AtomicFile.create(body)) {
            return committed(encrypt(in, out.channel(), progress), out);
        }
    }

    SealedBody encrypt(FileChannel plain, FileChannel body, Progress progress) throws IOException {
        byte[] key = newKey();
        PlaintextDigest digest = newDigest();
        try (FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, key, AAD, random)) {
            FloeLayout layout = new FileEncryptor(session, random, runner)
                    .encrypt(plain, body, digest, new ProgressOf(progress, plain.size()));
            return sealed(key, layout, digest);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    SealedBody encrypt(InputStream plain, Path body, Progress progress) throws IOException {
        try (AtomicFile out = AtomicFile.create(body)) {
            return committed(encrypt(plain, Channels.newOutputStream(out.channel()), progress), out);
        }
    }

    SealedBody encrypt(InputStream plain, OutputStream body, Progress progress) throws IOException {
        byte[] key = newKey();
        PlaintextDigest digest = newDigest();
        try (FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, key, AAD, random)) {
            FloeLayout layout = new StreamEncryptor(session, random)
                    .encrypt(plain, body, digest, new ProgressOf(progress, Progress.UNKNOWN));
            return sealed(key, layout, digest);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The result takes over {@code body}. */
    SealingOutputStream stream(OutputStream body) throws IOException {
        byte[] key = newKey();
        PlaintextDigest digest = newDigest();
        FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, key, AAD, random);
        try {
            EncryptingOutputStream out = EncryptingOutputStream.open(body, session, digest, random);
            return new SealingOutputStream(out, key, digest, random);
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** For a body that is not there yet: the envelope of each body is as long as this one's, or shorter. */
    SealedBody standIn() {
        byte[] noKey = new byte[FloeSession.KEY_BYTES];
        return new SealedBody(
                noKey, LARGEST_SIZE, LARGEST_SIZE, newDigest().finish().orElse(null), random);
    }

    /** How long a body is, whatever its key. */
    static long bodyBytes(long plaintextBytes) {
        if (plaintextBytes < 0) {
            throw new IllegalArgumentException("plaintextBytes is " + plaintextBytes + ", must not be negative");
        }
        return FloeLayout.ofPlaintext(FloeParameters.STANDARD, plaintextBytes).bodyBytes();
    }

    private PlaintextDigest newDigest() {
        return plaintextDigest ? PlaintextDigest.sha256() : PlaintextDigest.none();
    }

    /** Gives the file its name; the key is erased if that fails. */
    static SealedBody committed(SealedBody sealed, AtomicFile file) throws IOException {
        try {
            file.commit();
            return sealed;
        } catch (IOException | RuntimeException e) {
            sealed.close();
            throw e;
        }
    }

    private byte[] newKey() {
        byte[] key = new byte[FloeSession.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private SealedBody sealed(byte[] key, FloeLayout layout, PlaintextDigest digest) {
        byte[] sha256 = digest.finish().orElse(null);
        return new SealedBody(key, layout.plaintextBytes(), layout.bodyBytes(), sha256, random);
    }
}
