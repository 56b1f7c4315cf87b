package com.patientory.crypto.internal.floe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.internal.floe.AesGcm.Slice;
import com.patientory.crypto.internal.floe.FloeParameters.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is closed while or before somebody uses it. */
class ClosedTest {
    private static final byte[] KEY = new byte[FloeSession.KEY_BYTES];
    private static final byte[] AAD = {1};

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void encrypt_sessionClosedByAnotherThread_usesNoKeyMadeOfZeros() {
        FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, KEY, AAD, random);
        SegmentCipher cipher = new SegmentCipher(session, random);
        byte[] out = new byte[FloeParameters.STANDARD.segmentBytes()];
        cipher.encrypt(0, false, new Slice(new byte[1], 0, 1), out, 0);
        session.close();
        assertThrows(IllegalStateException.class, () -> cipher.encrypt(1, true, new Slice(new byte[1], 0, 1), out, 0));
    }

    @Test
    void channel_closedOverOneThatStaysOpen_isClosedAllTheSame() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (FloeSession session = FloeSession.toEncrypt(FloeParameters.STANDARD, KEY, AAD, random)) {
            new StreamEncryptor(session, random)
                    .encrypt(new ByteArrayInputStream(new byte[9]), body, PlaintextDigest.none(), done -> {});
        }
        Path file = Files.write(folder.resolve("body"), body.toByteArray());
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            DecryptingChannel channel = DecryptingChannel.open(new Unclosed(bytes), Limits.STANDARD, KEY, AAD, random);
            channel.close();
            assertFalse(channel.isOpen());
            assertThrows(ClosedChannelException.class, () -> channel.read(ByteBuffer.allocate(1)));
            assertThrows(ClosedChannelException.class, () -> channel.read(ByteBuffer.allocate(0)));
            assertThrows(ClosedChannelException.class, () -> channel.write(ByteBuffer.allocate(1)));
            assertThrows(ClosedChannelException.class, () -> channel.truncate(0));
        }
    }

    /** As callers have it who share a channel. */
    private record Unclosed(SeekableByteChannel channel) implements SeekableByteChannel {
        @Override
        public int read(ByteBuffer to) throws IOException {
            return channel.read(to);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return channel.write(from);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long newPosition) throws IOException {
            channel.position(newPosition);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {
            // Its owner does.
        }
    }
}
