package com.patientory.crypto;

import com.patientory.crypto.internal.floe.BatchRunner;
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
            long total = in.size();
            SealedBody sealed = seal((session, digest) -> new FileEncryptor(session, random, runner)
                    .encrypt(in, out.channel(), digest, done -> progress.advanced(done, total)));
            return committed(sealed, out);
        }
    }

    SealedBody encrypt(InputStream plain, Path body, Progress progress) throws IOException {
        try (AtomicFile out = AtomicFile.create(body)) {
            return committed(encrypt(plain, Channels.newOutputStream(out.channel()), progress), out);
        }
    }

    SealedBody encrypt(InputStream plain, OutputStream body, Progress progress) throws IOException {
        return seal((session, digest) -> new StreamEncryptor(session, random)
                .encrypt(plain, body, digest, done -> progress.advanced(done, Progress.UNKNOWN)));
    }

    private static SealedBody committed(SealedBody sealed, AtomicFile file) throws IOException {
        try {
            file.commit();
            return sealed;
        } catch (IOException | RuntimeException e) {
            sealed.close();
            throw e;
        }
    }

    private SealedBody seal(Work work) throws IOException {
        byte[] key = new byte[FloeSession.KEY_BYTES];
        random.nextBytes(key);
        PlaintextDigest digest = plaintextDigest ? PlaintextDigest.sha256() : PlaintextDigest.none();
        try (FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, key, AAD, random)) {
            FloeLayout layout = work.run(session, digest);
            byte[] sha256 = digest.finish().orElse(null);
            return new SealedBody(key, layout.plaintextBytes(), layout.bodyBytes(), sha256, random);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** What writes the body. */
    private interface Work {
        FloeLayout run(FloeSession session, PlaintextDigest digest) throws IOException;
    }
}
