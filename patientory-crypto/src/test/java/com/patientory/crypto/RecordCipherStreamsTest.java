package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
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
            SlowStreams.writeInPieces(plain, out, length);
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
    void bodyBytes_outOfBounds_isRefused() {
        assertEquals(106, RecordCipher.bodyBytes(0));
        assertThrows(IllegalArgumentException.class, () -> RecordCipher.bodyBytes(-1));
        assertThrows(IllegalArgumentException.class, () -> RecordCipher.bodyBytes(Long.MAX_VALUE));
    }
}
