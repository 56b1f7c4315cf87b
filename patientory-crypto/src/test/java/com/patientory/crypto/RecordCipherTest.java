package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.IntegrityException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
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
            BodyReaders.assertReadBack(cipher, plain, body, key);
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
            BodyReaders.assertReadBack(cipher, plain, write("first", viaStream.toByteArray()), Records.keyOf(first));
            BodyReaders.assertReadBack(cipher, plain, write("second", viaChannel.toByteArray()), Records.keyOf(second));
            BodyReaders.assertReadBack(cipher, plain, folder.resolve("third"), Records.keyOf(third));
        }
    }

    @Test
    void encrypt_digestAskedFor_isStatedByBodyAndEnvelope() throws Exception {
        Records.encryptUntilThreadsHelp(folder);
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
            BodyReaders.assertReadBack(cipher, plain, folder.resolve("body"), key);
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

    @ParameterizedTest
    @ValueSource(ints = {0, SEGMENT, 40 * SEGMENT - 1})
    void rotate_elsewhereOrInPlace_givesTheSameUnderAnotherKey(int length) throws IOException {
        byte[] plain = Records.bytes(length, length);
        Path body = folder.resolve("body");
        Path rotated = folder.resolve("rotated");
        try (SealedBody sealed = cipher.encrypt(write("plain", plain), body);
                RecordKey key = Records.keyOf(sealed);
                SealedBody elsewhere = cipher.rotate(body, key, rotated, Progress.NONE);
                RecordKey second = Records.keyOf(elsewhere);
                SealedBody inPlace = cipher.rotate(body, key, body, Progress.NONE);
                RecordKey third = Records.keyOf(inPlace)) {
            assertEquals(Files.size(rotated), elsewhere.bodyBytes());
            BodyReaders.assertReadBack(cipher, plain, rotated, second);
            BodyReaders.assertReadBack(cipher, plain, body, third);
            for (Path each : List.of(rotated, body)) {
                assertThrows(IntegrityException.class, () -> cipher.open(each, key));
            }
        }
    }

    @Test
    void rotate_lastByteDamaged_leavesTarget() throws IOException {
        Path body = folder.resolve("body");
        Path target = write("target", new byte[] {42});
        try (SealedBody sealed = cipher.encrypt(write("plain", new byte[3 * SEGMENT]), body);
                RecordKey key = Records.keyOf(sealed)) {
            byte[] damaged = Files.readAllBytes(body);
            damaged[damaged.length - 1] ^= 1;
            Files.write(body, damaged);
            assertThrows(IntegrityException.class, () -> cipher.rotate(body, key, target, Progress.NONE));
            assertThrows(IntegrityException.class, () -> cipher.rotate(body, key, body, Progress.NONE));
            assertArrayEquals(damaged, Files.readAllBytes(body));
        }
        assertArrayEquals(new byte[] {42}, Files.readAllBytes(target));
        assertEquals(List.of("body", "plain", "target"), files());
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
