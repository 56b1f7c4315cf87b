package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Every way of reading a body; those on streams and channels get a few bytes at a time. */
final class BodyReaders {
    private BodyReaders() {}

    static void assertReadBack(RecordCipher cipher, byte[] plain, Path body, RecordKey key) throws IOException {
        Path file = body.resolveSibling("decrypted");
        cipher.decrypt(body, key, file);
        assertArrayEquals(plain, Files.readAllBytes(file));
        cipher.decrypt(slow(body), key, file, Progress.NONE);
        assertArrayEquals(plain, Files.readAllBytes(file));
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        cipher.decrypt(slow(body), key, stream);
        assertArrayEquals(plain, stream.toByteArray());
        ByteArrayOutputStream channel = new ByteArrayOutputStream();
        cipher.decrypt(
                SlowStreams.slow(Files.newByteChannel(body), 3),
                key,
                SlowStreams.slow(Channels.newChannel(channel), 4),
                Progress.NONE);
        assertArrayEquals(plain, channel.toByteArray());
        try (InputStream in = cipher.decrypting(slow(body), key)) {
            assertArrayEquals(plain, in.readAllBytes());
        }
        ByteArrayOutputStream pushed = new ByteArrayOutputStream();
        try (OutputStream out = cipher.decrypting(pushed, key);
                InputStream in = slow(body)) {
            in.transferTo(out);
        }
        assertArrayEquals(plain, pushed.toByteArray());
        assertRandomAccess(cipher, plain, body, key);
    }

    private static void assertRandomAccess(RecordCipher cipher, byte[] plain, Path body, RecordKey key)
            throws IOException {
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

    private static InputStream slow(Path body) throws IOException {
        byte[] bytes = Files.readAllBytes(body);
        return SlowStreams.slow(new ByteArrayInputStream(bytes), bytes.length);
    }
}
