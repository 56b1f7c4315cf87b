package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams that wrap another one, in both directions. */
class RecordCipherStreamsTest {
    private static final int SEGMENT = 65504;

    @TempDir
    private Path folder;

    private final RecordCipher cipher = RecordCipher.create();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 300_000})
    void encrypting_slowOutputStream_isReadBackByEveryReader(int length) throws IOException {
        byte[] plain = Records.bytes(length, length);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (SealingOutputStream out = cipher.encrypting(SlowStreams.slow(body, length))) {
            writeInPieces(plain, out, length);
            try (SealedBody sealed = out.seal()) {
                assertReadBack(plain, body, sealed);
            }
            assertThrows(IOException.class, out::seal);
            assertThrows(IOException.class, () -> out.write(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 300_000})
    void encrypting_slowInputStream_isReadBackByEveryReader(int length) throws IOException {
        byte[] plain = Records.bytes(length, length);
        List<SealedBody> sealed = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream source = SlowStreams.slow(new ByteArrayInputStream(plain), length);
        try (InputStream in = SlowStreams.slow(cipher.encrypting(source, sealed::add), length)) {
            body.write(in.read());
            // As clients do that have announced a length: they never ask for the end.
            body.write(in.readNBytes((int) RecordCipher.bodyBytes(length) - 1));
            assertEquals(1, sealed.size());
            assertEquals(-1, in.read());
            assertEquals(-1, in.read(new byte[5]));
        }
        assertEquals(1, sealed.size());
        try (SealedBody made = sealed.get(0)) {
            assertReadBack(plain, body, made);
        }
    }

    private void assertReadBack(byte[] plain, ByteArrayOutputStream body, SealedBody sealed) throws IOException {
        assertEquals(plain.length, sealed.sizeBytes());
        assertEquals(body.size(), sealed.bodyBytes());
        assertEquals(body.size(), RecordCipher.bodyBytes(plain.length));
        try (RecordKey key = Records.keyOf(sealed)) {
            BodyReaders.assertReadBack(cipher, plain, Files.write(folder.resolve("body"), body.toByteArray()), key);
        }
    }

    @Test
    void encrypting_digestAskedFor_isStated() throws Exception {
        byte[] plain = Records.bytes(2 * SEGMENT, 1);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(plain);
        RecordCipher digesting = RecordCipher.builder().plaintextDigest(true).build();
        try (SealingOutputStream out = digesting.encrypting(OutputStream.nullOutputStream())) {
            out.write(plain);
            assertArrayEquals(expected, out.seal().sha256().orElseThrow());
        }
    }

    @Test
    void encrypting_closedWithoutSeal_isNoBody() throws IOException {
        for (int length : new int[] {0, 1, SEGMENT, 2 * SEGMENT + 1}) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            SealingOutputStream out = cipher.encrypting(body);
            out.write(new byte[length]);
            out.flush();
            int flushed = body.size();
            out.close();
            assertEquals(flushed, body.size());
            assertTrue(body.size() < RecordCipher.bodyBytes(length));
            assertThrows(IOException.class, out::seal);
        }
    }

    @Test
    void encrypting_inputClosedOrBrokenBeforeItsEnd_givesNoKey() throws IOException {
        AtomicBoolean called = new AtomicBoolean();
        InputStream closed =
                cipher.encrypting(new ByteArrayInputStream(new byte[3 * SEGMENT]), body -> called.set(true));
        closed.readNBytes(100_000);
        closed.close();
        assertThrows(IOException.class, closed::read);
        IOException failure = new IOException("connection reset");
        InputStream broken =
                cipher.encrypting(SlowStreams.broken(new byte[SEGMENT + 1], failure), body -> called.set(true));
        assertSame(failure, assertThrows(IOException.class, () -> broken.readNBytes(200_000)));
        assertThrows(IOException.class, () -> broken.readNBytes(1));
        assertFalse(called.get());
    }

    @Test
    void encrypting_consumerThrows_erasesTheKeyAndFails() throws IOException {
        List<SealedBody> refused = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("no room");
        try (InputStream in = cipher.encrypting(new ByteArrayInputStream(new byte[9]), body -> {
            refused.add(body);
            throw failure;
        })) {
            assertSame(failure, assertThrows(IllegalStateException.class, in::readAllBytes));
            assertThrows(IOException.class, in::read);
        }
        assertEquals(1, refused.size());
        assertThrows(IllegalStateException.class, () -> Records.envelope(refused.get(0), Records.PATIENT));
    }

    @Test
    void encrypting_targetFails_staysBroken() throws IOException {
        AtomicBoolean full = new AtomicBoolean();
        OutputStream disk = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[1], 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                if (full.get()) {
                    throw new IOException("disk full");
                }
            }
        };
        SealingOutputStream out = cipher.encrypting(disk);
        full.set(true);
        assertThrows(IOException.class, () -> out.write(new byte[2 * SEGMENT]));
        full.set(false);
        assertThrows(IOException.class, () -> out.write(1));
        assertThrows(IOException.class, out::seal);
        out.close();
    }

    @Test
    void decrypting_outputCutAnywhere_givesOnlyVerifiedSegmentsAndFailsAtClose() throws IOException {
        byte[] plain = Records.bytes(2 * SEGMENT + 5, 1);
        Body made = encrypt(plain);
        try (RecordKey key = made.key) {
            for (int cut : new int[] {0, 1, 73, 74, 75, 74 + 65535, 74 + 65536, 74 + 65537, made.bytes.length - 1}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                OutputStream in = cipher.decrypting(out, key);
                writeInPieces(Arrays.copyOf(made.bytes, cut), in, cut);
                assertThrows(IntegrityException.class, in::close, "cut to " + cut);
                int verified = Math.max(0, (cut - 74) / 65536) * SEGMENT;
                assertArrayEquals(Arrays.copyOf(plain, verified), out.toByteArray());
                in.close();
                assertThrows(IOException.class, () -> in.write(1));
            }
        }
    }

    @Test
    void decrypting_outputAltered_staysFailedAndClosesItsTarget() throws IOException {
        byte[] plain = Records.bytes(2 * SEGMENT + 5, 2);
        Body made = encrypt(plain);
        try (RecordKey key = made.key) {
            for (int at : new int[] {50, 74, 80, 74 + 65536, 74 + 65536 + 100, made.bytes.length - 1}) {
                byte[] altered = made.bytes.clone();
                altered[at] ^= 1;
                Target target = new Target();
                OutputStream in = cipher.decrypting(target, key);
                assertThrows(
                        IntegrityException.class,
                        () -> {
                            try {
                                in.write(altered);
                            } catch (IntegrityException e) {
                                assertThrows(IntegrityException.class, () -> in.write(1));
                            }
                            in.close();
                        },
                        "byte " + at);
                assertTrue(target.closed);
                assertTrue(target.size() <= 2 * SEGMENT);
                assertArrayEquals(Arrays.copyOf(plain, target.size()), target.toByteArray());
            }
        }
    }

    @Test
    void decrypting_outputWithBytesBehindTheEndOrOtherParameters_isRefused() throws IOException {
        for (int length : new int[] {5, SEGMENT}) {
            Body made = encrypt(new byte[length]);
            try (RecordKey key = made.key) {
                OutputStream longer = cipher.decrypting(OutputStream.nullOutputStream(), key);
                assertThrows(IntegrityException.class, () -> {
                    longer.write(made.bytes);
                    longer.write(new byte[70_000]);
                    longer.close();
                });
                byte[] other = made.bytes.clone();
                other[0] = 1;
                OutputStream in = cipher.decrypting(OutputStream.nullOutputStream(), key);
                assertThrows(UnsupportedException.class, () -> in.write(other));
            }
        }
    }

    @Test
    void bodyBytes_outOfBounds_isRefused() {
        assertEquals(106, RecordCipher.bodyBytes(0));
        assertThrows(IllegalArgumentException.class, () -> RecordCipher.bodyBytes(-1));
        assertThrows(IllegalArgumentException.class, () -> RecordCipher.bodyBytes(Long.MAX_VALUE));
    }

    private Body encrypt(byte[] plain) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (SealedBody sealed = cipher.encrypt(new ByteArrayInputStream(plain), body)) {
            return new Body(body.toByteArray(), Records.keyOf(sealed));
        }
    }

    private static void writeInPieces(byte[] bytes, OutputStream out, long seed) throws IOException {
        Random random = new Random(seed);
        int at = 0;
        while (at < bytes.length) {
            int count = Math.min(bytes.length - at, random.nextInt(10_000));
            if (count == 1) {
                out.write(bytes[at]);
            } else {
                out.write(bytes, at, count);
            }
            at += count;
        }
    }

    private static final class Body {
        private final byte[] bytes;
        private final RecordKey key;

        Body(byte[] bytes, RecordKey key) {
            this.bytes = bytes;
            this.key = key;
        }
    }

    private static final class Target extends ByteArrayOutputStream {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
