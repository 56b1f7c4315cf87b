package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.IntegrityException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the channel and the stream promise as such: positions, ends, closing, and the reason of a refusal. */
class FloeReadersTest {
    private static final FloeParameters PARAMETERS = new FloeParameters(64, 1);
    private static final FloeParameters.Limits LIMITS = new FloeParameters.Limits(40, 4096, 1);
    private static final byte[] KEY = new byte[32];
    private static final byte[] AAD = {9};

    @TempDir
    private Path folder;

    private byte[] plain;
    private byte[] body;

    @BeforeEach
    void encryptTwoSegmentsAndAPart() throws IOException {
        plain = new byte[2 * PARAMETERS.plaintextBytes() + 3];
        new Random(5).nextBytes(plain);
        body = new FloeFixture(KEY, AAD, LIMITS, folder).encryptStream(PARAMETERS, plain, new SecureRandom());
    }

    private SeekableByteChannel channel() throws IOException {
        Path file = Files.write(folder.resolve("read"), body);
        return DecryptingChannel.open(Files.newByteChannel(file), LIMITS, KEY, AAD, new SecureRandom());
    }

    private InputStream stream(byte[] from, AtomicBoolean closed) throws IOException {
        InputStream in = new ByteArrayInputStream(from) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        return DecryptingInputStream.open(in, LIMITS, KEY, AAD, new SecureRandom());
    }

    @Test
    void channel_readsAndPositions_countAsPromised() throws IOException {
        try (SeekableByteChannel channel = channel()) {
            assertEquals(plain.length, channel.size());
            assertSame(channel, channel.position(30));
            ByteBuffer piece = ByteBuffer.allocate(20);
            assertEquals(20, channel.read(piece));
            assertEquals(50, channel.position());
            assertArrayEquals(Arrays.copyOfRange(plain, 30, 50), piece.array());
            channel.position(plain.length - 1);
            assertEquals(1, channel.read(ByteBuffer.allocate(8)));
            assertEquals(-1, channel.read(ByteBuffer.allocate(8)));
            assertEquals(0, channel.read(ByteBuffer.allocate(0)));
            channel.position(plain.length + 7L);
            assertEquals(-1, channel.read(ByteBuffer.allocate(8)));
            assertThrows(IllegalArgumentException.class, () -> channel.position(-1));
        }
    }

    @Test
    void channel_closed_closesTheBodyAndRefusesEverything() throws IOException {
        SeekableByteChannel channel = channel();
        assertTrue(channel.isOpen());
        channel.close();
        assertFalse(channel.isOpen());
        assertThrows(ClosedChannelException.class, channel::position);
        assertThrows(ClosedChannelException.class, channel::size);
        assertThrows(ClosedChannelException.class, () -> channel.position(0));
        assertThrows(ClosedChannelException.class, () -> channel.read(ByteBuffer.allocate(1)));
    }

    @Test
    void stream_byteByByte_givesThePlaintextAndSaysWhatIsThere() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        try (InputStream in = stream(body, closed)) {
            for (int i = 0; i < plain.length; i++) {
                assertEquals(plain[i] & 0xff, in.read());
                int segmentEnd = Math.min(plain.length, (i / 32 + 1) * 32);
                assertEquals(segmentEnd - i - 1, in.available());
            }
            assertEquals(-1, in.read());
            assertFalse(closed.get());
        }
        assertTrue(closed.get());
    }

    @Test
    void read_missingFinalSegment_saysWhatIsWrong() throws IOException {
        InputStream cut = stream(Arrays.copyOf(body, 74 + 64 + 50), new AtomicBoolean());
        assertEquals(32, cut.readNBytes(32).length);
        IntegrityException missing = assertThrows(IntegrityException.class, cut::read);
        assertTrue(missing.getMessage().contains("cut off or missing"), missing.getMessage());
        body[74 + 64 + 64 + 3] ^= 1;
        IntegrityException other = assertThrows(IntegrityException.class, this::channel);
        assertTrue(other.getMessage().contains("another length"), other.getMessage());
        body[74 + 64 + 64 + 3] ^= 1;
        body[74] ^= 1;
        try (SeekableByteChannel channel = channel()) {
            IntegrityException inner =
                    assertThrows(IntegrityException.class, () -> channel.read(ByteBuffer.allocate(1)));
            assertTrue(inner.getMessage().contains("segment 0"), inner.getMessage());
        }
    }
}
