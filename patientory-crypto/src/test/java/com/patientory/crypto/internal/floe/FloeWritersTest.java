package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the two output streams promise as such: where pieces go, when they flush, close, and stay broken. */
class FloeWritersTest {
    private static final FloeParameters PARAMETERS = new FloeParameters(64, 1);
    private static final FloeParameters.Limits LIMITS = new FloeParameters.Limits(40, 4096, 1);
    private static final byte[] KEY = new byte[32];
    private static final byte[] AAD = {9};
    private static final int SEGMENT = 32;

    private final SecureRandom random = new SecureRandom();
    private final Target target = new Target();

    @TempDir
    private Path folder;

    private static byte[] plain(int length) {
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);
        return plain;
    }

    private FloeFixture floe() {
        return new FloeFixture(KEY, AAD, LIMITS, folder);
    }

    private EncryptingOutputStream encrypting(PlaintextDigest digest) throws IOException {
        return EncryptingOutputStream.open(target, FloeSession.toEncrypt(PARAMETERS, KEY, AAD, random), digest, random);
    }

    private DecryptingOutputStream decrypting() {
        return new DecryptingOutputStream(target, LIMITS, KEY, AAD, random);
    }

    @Test
    void encrypting_anyPieces_givesTheBodyItsLayoutAndTheDigest() throws Exception {
        for (int length : new int[] {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 3 * SEGMENT + 5}) {
            for (int piece : new int[] {1, 7, SEGMENT, 1000}) {
                target.reset();
                byte[] plain = plain(length);
                PlaintextDigest digest = PlaintextDigest.sha256();
                FloeLayout layout;
                try (EncryptingOutputStream out = encrypting(digest)) {
                    for (int at = 0; at < length; at += piece) {
                        out.write(plain, at, Math.min(piece, length - at));
                    }
                    layout = out.finish();
                }
                assertEquals(FloeLayout.ofPlaintext(PARAMETERS, length), layout);
                assertEquals(layout.bodyBytes(), target.size());
                assertArrayEquals(plain, floe().readStream(target.toByteArray()));
                assertArrayEquals(
                        MessageDigest.getInstance("SHA-256").digest(plain),
                        digest.finish().orElseThrow());
            }
        }
    }

    @Test
    void encrypting_singleBytes_areWritten() throws IOException {
        try (EncryptingOutputStream out = encrypting(PlaintextDigest.none())) {
            out.write(200);
            out.finish();
        }
        assertArrayEquals(new byte[] {(byte) 200}, floe().readStream(target.toByteArray()));
    }

    @Test
    void encrypting_header_isWrittenAtOnceAndASegmentWhenTheNextBegins() throws IOException {
        try (EncryptingOutputStream out = encrypting(PlaintextDigest.none())) {
            assertEquals(FloeParameters.HEADER_BYTES, target.size());
            out.write(new byte[SEGMENT]);
            assertEquals(FloeParameters.HEADER_BYTES, target.size());
            out.write(1);
            assertEquals(FloeParameters.HEADER_BYTES + 64, target.size());
        }
    }

    @Test
    void encrypting_flushFinishAndClose_reachTheTargetOnce() throws IOException {
        EncryptingOutputStream out = encrypting(PlaintextDigest.none());
        out.flush();
        assertEquals(1, target.flushed);
        out.finish();
        assertEquals(2, target.flushed);
        assertEquals(
                "The stream is ended",
                assertThrows(IOException.class, out::finish).getMessage());
        assertEquals(
                "The stream is ended",
                assertThrows(IOException.class, () -> out.write(1)).getMessage());
        assertEquals(0, target.closed);
        out.close();
        out.close();
        assertEquals(1, target.closed);
    }

    @Test
    void encrypting_targetFails_staysBroken() throws IOException {
        EncryptingOutputStream out = encrypting(PlaintextDigest.none());
        out.write(new byte[SEGMENT]);
        target.failing = true;
        assertThrows(IOException.class, () -> out.write(1));
        target.failing = false;
        String broken = "The stream is broken by an earlier failure";
        assertEquals(broken, assertThrows(IOException.class, () -> out.write(1)).getMessage());
        assertEquals(broken, assertThrows(IOException.class, out::finish).getMessage());
    }

    @Test
    void decrypting_anyPieces_passesOnEachSegmentWhenItIsThere() throws IOException {
        byte[] plain = plain(2 * SEGMENT + 3);
        byte[] body = floe().encryptStream(PARAMETERS, plain, random);
        for (int piece : new int[] {1, 7, 64, 1000}) {
            target.reset();
            try (DecryptingOutputStream out = decrypting()) {
                // From the middle of an array.
                byte[] shifted = new byte[5 + body.length];
                System.arraycopy(body, 0, shifted, 5, body.length);
                for (int at = 0; at < body.length; at += piece) {
                    out.write(shifted, 5 + at, Math.min(piece, body.length - at));
                    int segments = (Math.min(at + piece, body.length) - FloeParameters.HEADER_BYTES) / 64;
                    assertEquals(Math.max(0, segments) * SEGMENT, target.size());
                }
            }
            assertArrayEquals(plain, target.toByteArray());
        }
    }

    @Test
    void decrypting_singleBytesAndFlush_reachTheTarget() throws IOException {
        byte[] body = floe().encryptStream(PARAMETERS, plain(3), random);
        DecryptingOutputStream out = decrypting();
        for (byte one : body) {
            out.write(one);
        }
        out.flush();
        assertEquals(1, target.flushed);
        assertEquals(0, target.size());
        out.close();
        assertEquals(2, target.flushed);
        assertArrayEquals(plain(3), target.toByteArray());
        out.close();
        assertEquals(1, target.closed);
    }

    @Test
    void decrypting_afterAFailure_takesAndReleasesNothing() throws IOException {
        byte[] body = floe().encryptStream(PARAMETERS, plain(2 * SEGMENT), random);
        byte[] altered = body.clone();
        altered[FloeParameters.HEADER_BYTES + 20] ^= 1;
        DecryptingOutputStream out = decrypting();
        assertThrows(IntegrityException.class, () -> out.write(altered, 0, FloeParameters.HEADER_BYTES + 64));
        assertEquals(
                "body-v1: an earlier write has failed",
                assertThrows(IntegrityException.class, () -> out.write(1)).getMessage());
        assertEquals(
                "body-v1: an earlier write has failed",
                assertThrows(IntegrityException.class, out::close).getMessage());
        assertEquals(0, target.size());
        assertEquals(1, target.closed);
        assertThrows(IOException.class, () -> out.write(1));
    }

    @Test
    void decrypting_finalSegmentCompleteButAnEarlierWriteFailed_isNotReleasedByClose() throws IOException {
        byte[] body = floe().encryptStream(PARAMETERS, plain(SEGMENT), random);
        DecryptingOutputStream out = decrypting();
        out.write(body);
        // The final segment lies there, whole and good: what follows it is what is wrong.
        assertThrows(IntegrityException.class, () -> out.write(1));
        assertThrows(IntegrityException.class, out::close);
        assertEquals(0, target.size());
        assertEquals(1, target.closed);
    }

    /** Counts, and fails when it is told to. */
    private static final class Target extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int flushed;
        private int closed;
        private boolean failing;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (failing) {
                throw new IOException("of the target");
            }
            bytes.write(from, offset, length);
        }

        @Override
        public void flush() {
            flushed++;
        }

        @Override
        public void close() {
            closed++;
        }

        int size() {
            return bytes.size();
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }

        void reset() {
            bytes.reset();
        }
    }
}
