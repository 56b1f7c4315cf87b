package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the tests of {@link RecordFile} share. */
final class RecordFiles {
    static final RecordMetadata ABOUT = RecordFileWriter.withoutCid(Records.METADATA);
    static final List<Recipient> PATIENT = List.of(Records.PATIENT.recipient());

    private RecordFiles() {}

    static RecordFile.Builder builder(Path target) {
        return RecordFile.create(target).metadata(ABOUT).recipients(PATIENT);
    }

    static RecordFile create(Path target, byte[] content) throws IOException {
        return builder(target).encrypt(new ByteArrayInputStream(content));
    }

    static void assertReadBack(byte[] content, RecordFile record, Path folder) throws IOException {
        try (RecordKey key = record.envelope().open(Records.PATIENT)) {
            assertEquals(ABOUT, key.metadata());
            assertEquals(content.length, key.sizeBytes());
            Path out = folder.resolve("out");
            record.decrypt(key, out, Progress.NONE);
            assertArrayEquals(content, Files.readAllBytes(out));
            try (InputStream in = SlowStreams.slow(record.decrypting(key), 1)) {
                assertArrayEquals(content, in.readAllBytes());
            }
            try (SeekableByteChannel channel = record.channel(key)) {
                assertEquals(content.length, channel.size());
                ByteBuffer last = ByteBuffer.allocate(Math.min(content.length, 100));
                channel.position(content.length - last.capacity());
                while (last.hasRemaining() && channel.read(last) >= 0) {
                    // Each call reads some more.
                }
                assertArrayEquals(
                        Arrays.copyOfRange(content, content.length - last.capacity(), content.length), last.array());
            }
        }
    }
}
