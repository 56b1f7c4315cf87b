package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.IntegrityException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCipherTest {
    private static final int SEGMENT = 65504;
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    private final RecordCipher cipher = RecordCipher.create();

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 16 * SEGMENT, 16 * SEGMENT + 1, 40 * SEGMENT - 1, 5 * MIB})
    void encrypt_fileOfAnyLength_isReadBackByEveryReader(int length) throws Exception {
        byte[] plain = Records.bytes(length, length);
        Path body = folder.resolve("body");
        try (SealedBody sealed = cipher.encrypt(write("plain", plain), body);
                RecordKey key = Records.keyOf(sealed)) {
            assertEquals(length, sealed.sizeBytes());
            assertEquals(Files.size(body), sealed.bodyBytes());
            assertTrue(sealed.sha256().isEmpty());
            assertReadBack(plain, body, key);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 300_000})
    void encrypt_slowStreamsAndChannels_isReadBackByEveryReader(int length) throws Exception {
        byte[] plain = Records.bytes(length, length);
        ByteArrayOutputStream viaStream = new ByteArrayOutputStream();
        ByteArrayOutputStream viaChannel = new ByteArrayOutputStream();
        try (SealedBody first = cipher.encrypt(slow(plain), viaStream);
                SealedBody second = cipher.encrypt(
                        SlowStreams.slow(Channels.newChannel(new ByteArrayInputStream(plain)), 1),
                        SlowStreams.slow(Channels.newChannel(viaChannel), 2),
                        Progress.NONE);
                SealedBody third = cipher.encrypt(slow(plain), folder.resolve("third"), Progress.NONE)) {
            assertReadBack(plain, write("first", viaStream.toByteArray()), Records.keyOf(first));
            assertReadBack(plain, write("second", viaChannel.toByteArray()), Records.keyOf(second));
            assertReadBack(plain, folder.resolve("third"), Records.keyOf(third));
        }
    }

    @Test
    void encrypt_digestAskedFor_isStatedByBodyAndEnvelope() throws Exception {
        byte[] plain = Records.bytes(40 * SEGMENT - 1, 1);
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(plain);
        RecordCipher digesting =
                RecordCipher.builder().threads(3).plaintextDigest(true).build();
        try (SealedBody file = digesting.encrypt(write("plain", plain), folder.resolve("body"));
                SealedBody stream = digesting.encrypt(slow(plain), new ByteArrayOutputStream());
                RecordKey key = Records.keyOf(file)) {
            assertArrayEquals(expected, file.sha256().orElseThrow());
            assertArrayEquals(expected, stream.sha256().orElseThrow());
            assertArrayEquals(expected, key.sha256().orElseThrow());
            assertReadBack(plain, folder.resolve("body"), key);
        }
    }

    private void assertReadBack(byte[] plain, Path body, RecordKey key) throws IOException {
        Path file = folder.resolve("decrypted");
        cipher.decrypt(body, key, file);
        assertArrayEquals(plain, Files.readAllBytes(file));
        cipher.decrypt(slow(Files.readAllBytes(body)), key, file, Progress.NONE);
        assertArrayEquals(plain, Files.readAllBytes(file));
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        cipher.decrypt(slow(Files.readAllBytes(body)), key, stream);
        assertArrayEquals(plain, stream.toByteArray());
        ByteArrayOutputStream channel = new ByteArrayOutputStream();
        cipher.decrypt(
                SlowStreams.slow(Files.newByteChannel(body), 3),
                key,
                SlowStreams.slow(Channels.newChannel(channel), 4),
                Progress.NONE);
        assertArrayEquals(plain, channel.toByteArray());
        try (InputStream in = cipher.decrypting(slow(Files.readAllBytes(body)), key)) {
            assertArrayEquals(plain, in.readAllBytes());
        }
        assertRandomAccess(plain, body, key);
    }

    private void assertRandomAccess(byte[] plain, Path body, RecordKey key) throws IOException {
        Random random = new Random(plain.length);
        try (SeekableByteChannel channel = cipher.open(SlowStreams.slow(Files.newByteChannel(body), 5), key)) {
            assertEquals(plain.length, channel.size());
            for (int round = 0; round < 50; round++) {
                int from = random.nextInt(plain.length + 1);
                ByteBuffer out = ByteBuffer.allocate(random.nextInt(100_000));
                channel.position(from);
                while (out.hasRemaining() && channel.read(out) >= 0) {
                    // Each call reads some more.
                }
                byte[] expected = Arrays.copyOfRange(plain, from, Math.min(plain.length, from + out.capacity()));
                assertArrayEquals(expected, Arrays.copyOf(out.array(), out.position()));
            }
        }
    }

    @Test
    void encrypt_sameFileTwice_sharesNoBytes() throws IOException {
        Path plain = write("plain", new byte[SEGMENT]);
        cipher.encrypt(plain, folder.resolve("first")).close();
        cipher.encrypt(plain, folder.resolve("second")).close();
        byte[] first = Files.readAllBytes(folder.resolve("first"));
        byte[] second = Files.readAllBytes(folder.resolve("second"));
        assertFalse(Arrays.equals(first, 10, 42, second, 10, 42), "IV");
        assertFalse(Arrays.equals(first, 100, 200, second, 100, 200), "ciphertext");
    }

    @Test
    void decrypt_keyOfAnotherBody_failsAndLeavesTarget() throws IOException {
        Path plain = write("plain", Records.bytes(SEGMENT, 1));
        Path target = write("target", new byte[] {42});
        try (SealedBody first = cipher.encrypt(plain, folder.resolve("first"));
                SealedBody second = cipher.encrypt(plain, folder.resolve("second"));
                RecordKey wrong = Records.keyOf(second)) {
            Path body = folder.resolve("first");
            assertThrows(IntegrityException.class, () -> cipher.decrypt(body, wrong, target));
            assertThrows(IntegrityException.class, () -> cipher.open(body, wrong));
            assertTrue(first.bodyBytes() > 0);
        }
        assertArrayEquals(new byte[] {42}, Files.readAllBytes(target));
        assertEquals(List.of("first", "plain", "second", "target"), files());
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 200_000, 2_500_000, 3_000_000})
    void decrypt_bodyDamagedAnywhere_leavesNothingBehind(int at) throws IOException {
        Path body = folder.resolve("body");
        try (SealedBody sealed = cipher.encrypt(write("plain", Records.bytes(3 * MIB, 2)), body);
                RecordKey key = Records.keyOf(sealed)) {
            byte[] damaged = Files.readAllBytes(body);
            damaged[at] ^= 1;
            Files.write(body, damaged);
            Path target = folder.resolve("target");
            assertThrows(IntegrityException.class, () -> cipher.decrypt(body, key, target));
            assertThrows(
                    IntegrityException.class,
                    () -> cipher.decrypt(new ByteArrayInputStream(damaged), key, target, Progress.NONE));
        }
        assertEquals(List.of("body", "plain"), files());
    }

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
    void encrypt_executorRefuses_worksInTheCallingThread() throws IOException {
        byte[] plain = Records.bytes(5 * MIB, 6);
        RecordCipher alone = RecordCipher.builder()
                .threads(4)
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .build();
        try (SealedBody sealed = alone.encrypt(write("plain", plain), folder.resolve("body"));
                RecordKey key = Records.keyOf(sealed)) {
            assertReadBack(plain, folder.resolve("body"), key);
        }
    }

    @Test
    void encrypt_executorNeverRunsItsTasks_worksInTheCallingThread() throws IOException {
        byte[] plain = Records.bytes(5 * MIB, 7);
        List<Runnable> dropped = new ArrayList<>();
        RecordCipher alone = RecordCipher.builder().executor(dropped::add).build();
        try (SealedBody sealed = alone.encrypt(write("plain", plain), folder.resolve("body"));
                RecordKey key = Records.keyOf(sealed)) {
            // A task that comes too late finds nothing to do.
            dropped.forEach(Runnable::run);
            assertEquals(1, dropped.size());
            assertReadBack(plain, folder.resolve("body"), key);
        }
    }

    @Test
    void decrypt_longBody_warmsUpAtMostOnceInTheProcess() throws IOException {
        Path body = folder.resolve("body");
        List<Runnable> tasks = new ArrayList<>();
        RecordCipher counted =
                RecordCipher.builder().threads(1).executor(tasks::add).build();
        byte[] plain = Records.bytes(32 * MIB, 8);
        try (SealedBody sealed = counted.encrypt(write("plain", plain), body);
                RecordKey key = Records.keyOf(sealed)) {
            counted.decrypt(body, key, folder.resolve("out"));
            counted.decrypt(body, key, folder.resolve("out"));
        }
        assertTrue(tasks.size() <= 1, "tasks: " + tasks.size());
        tasks.forEach(Runnable::run);
        assertArrayEquals(plain, Files.readAllBytes(folder.resolve("out")));
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
        InputStream unreadable = new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                throw broken;
            }
        };
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[200_000]), unreadable);
        assertSame(
                broken,
                assertThrows(IOException.class, () -> cipher.encrypt(failing, folder.resolve("body"), Progress.NONE)));
        assertEquals(List.of(), files());
    }

    @Test
    void open_channel_isReadOnlyAndClosesItsSource() throws IOException {
        Path body = folder.resolve("body");
        try (SealedBody sealed = cipher.encrypt(write("plain", new byte[10]), body);
                RecordKey key = Records.keyOf(sealed)) {
            SeekableByteChannel source = Files.newByteChannel(body);
            SeekableByteChannel channel = cipher.open(source, key);
            assertThrows(NonWritableChannelException.class, () -> channel.write(ByteBuffer.allocate(1)));
            assertThrows(NonWritableChannelException.class, () -> channel.truncate(0));
            assertThrows(IllegalArgumentException.class, () -> channel.position(-1));
            assertEquals(-1, channel.position(11).read(ByteBuffer.allocate(1)));
            channel.close();
            assertFalse(source.isOpen());
            assertThrows(ClosedChannelException.class, channel::size);
        }
    }

    @Test
    void key_closed_refuses() throws IOException {
        Path body = folder.resolve("body");
        SealedBody sealed = cipher.encrypt(write("plain", new byte[10]), body);
        RecordKey key = Records.keyOf(sealed);
        key.close();
        sealed.close();
        assertThrows(IllegalStateException.class, () -> cipher.open(body, key));
        assertThrows(IllegalStateException.class, () -> Records.envelope(sealed, Records.PATIENT));
        assertThrows(
                IllegalArgumentException.class, () -> RecordCipher.builder().threads(0));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private InputStream slow(byte[] content) {
        return SlowStreams.slow(new ByteArrayInputStream(content), content.length);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
