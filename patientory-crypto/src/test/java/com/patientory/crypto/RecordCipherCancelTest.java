package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How work is watched, cancelled and breaks off. */
class RecordCipherCancelTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    private final RecordCipher cipher = RecordCipher.create();

    @Test
    void encrypt_listenerThrows_cancelsAndLeavesNothingBehind() throws IOException {
        Path plain = write("plain", Records.bytes(20 * MIB, 3));
        CancellationException cancelled = new CancellationException("enough");
        Progress listener = (done, total) -> {
            if (done > 5 * MIB) {
                throw cancelled;
            }
        };
        Path body = folder.resolve("body");
        assertSame(cancelled, assertThrows(CancellationException.class, () -> cipher.encrypt(plain, body, listener)));
        assertThrows(CancellationException.class, () -> cipher.encrypt(Files.newInputStream(plain), body, listener));
        assertEquals(List.of("plain"), files());
    }

    @Test
    void encryptAndDecrypt_listenerThrows_noThreadBeginsAnotherPart() throws IOException {
        int threads = 4;
        RecordCipher many = RecordCipher.builder().threads(threads).build();
        Path plain = write("plain", new byte[40 * MIB]);
        Path body = folder.resolve("body");
        AtomicInteger calls = new AtomicInteger();
        Progress listener = (done, total) -> {
            calls.incrementAndGet();
            throw new CancellationException();
        };
        assertThrows(CancellationException.class, () -> many.encrypt(plain, body, listener));
        assertTrue(calls.get() <= threads, "calls: " + calls);
        try (SealedBody sealed = many.encrypt(plain, body);
                RecordKey key = Records.keyOf(sealed)) {
            calls.set(0);
            Path out = folder.resolve("out");
            assertThrows(CancellationException.class, () -> many.decrypt(body, key, out, listener));
            assertTrue(calls.get() <= threads, "calls: " + calls);
            calls.set(0);
            assertThrows(CancellationException.class, () -> many.rotate(body, key, body, listener));
            assertThrows(
                    CancellationException.class,
                    () -> many.decrypt(Files.newInputStream(body), key, OutputStream.nullOutputStream(), listener));
            assertEquals(2, calls.get());
        }
        assertEquals(List.of("body", "plain"), files());
    }

    @Test
    void encryptAndDecrypt_listener_hearsGrowingNumbersUpToTheTotal() throws IOException {
        int length = 5 * MIB + 1;
        List<Long> encrypted = new ArrayList<>();
        List<Long> decrypted = new ArrayList<>();
        Path body = folder.resolve("body");
        try (SealedBody sealed = cipher.encrypt(write("plain", Records.bytes(length, 4)), body, (done, total) -> {
                    assertEquals(length, total);
                    encrypted.add(done);
                });
                RecordKey key = Records.keyOf(sealed)) {
            cipher.decrypt(body, key, folder.resolve("out"), (done, total) -> {
                assertEquals(length, total);
                decrypted.add(done);
            });
        }
        for (List<Long> heard : List.of(encrypted, decrypted)) {
            assertEquals(heard.stream().sorted().distinct().toList(), heard);
            assertEquals(length, heard.get(heard.size() - 1));
            assertTrue(heard.size() >= 5, heard.toString());
        }
    }

    @Test
    void encrypt_interruptedThread_endsWithIoExceptionAndLeavesNothingBehind() throws IOException {
        Path plain = write("plain", Records.bytes(MIB, 5));
        Thread.currentThread().interrupt();
        assertThrows(
                ClosedByInterruptException.class, () -> cipher.encrypt(plain, folder.resolve("body"), Progress.NONE));
        assertTrue(Thread.interrupted(), "the flag stays set");
        assertEquals(List.of("plain"), files());
    }

    @Test
    void encrypt_missingSource_throwsAndLeavesTarget() throws IOException {
        Path body = write("body", new byte[] {42});
        assertThrows(NoSuchFileException.class, () -> cipher.encrypt(folder.resolve("absent"), body));
        assertArrayEquals(new byte[] {42}, Files.readAllBytes(body));
        assertThrows(
                IllegalArgumentException.class,
                () -> cipher.encrypt(new ByteArrayInputStream(new byte[0]), folder, Progress.NONE));
    }

    @Test
    void encrypt_sourceStreamFails_leavesNothingBehind() throws IOException {
        IOException broken = new IOException("connection reset");
        InputStream failing = SlowStreams.broken(new byte[200_000], broken);
        assertSame(
                broken,
                assertThrows(IOException.class, () -> cipher.encrypt(failing, folder.resolve("body"), Progress.NONE)));
        assertEquals(List.of(), files());
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
