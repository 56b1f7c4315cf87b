package com.patientory.crypto.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.CryptoInternals;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordFile;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.internal.envelope.EnvelopeFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file that opens has the record that was written; after a grant it opens for both, whatever state it was in before.
 *
 * <p>In parts: the first 16 bytes, the heads of both slots without checksum, each followed by its envelope, and the
 * body; paddings and checksums are made as the format asks.
 */
final class PtoyFuzz implements FuzzTarget {
    private static final int BLOCK_BYTES = 4096;
    private static final int SEQUENCE_AND_LENGTH_BYTES = 12;
    private static final int SLOT_HEAD_BYTES = SEQUENCE_AND_LENGTH_BYTES + 32;
    private static final byte[] PLAIN = {1, 2, 3};

    private final RecipientKey reader = Samples.readers().get(4);
    private final Recipient other = Samples.readers().get(2).recipient();
    private final byte[] envelope = CryptoInternals.envelope(
            EnvelopeFormat.RECORD,
            CryptoInternals.payload(Samples.RECORD),
            List.of(reader.recipient()),
            Samples.random());
    private final byte[] body = CryptoInternals.body(Samples.CONTENT_KEY, BLOCK_BYTES, PLAIN);
    private final Path folder = folder();
    private final Path file = folder.resolve("fuzzed.ptoy");

    private static Path folder() {
        try {
            Path memory = Path.of("/dev/shm");
            Path folder = Files.isDirectory(memory)
                    ? Files.createTempDirectory(memory, "ptoy")
                    : Files.createTempDirectory("ptoy");
            folder.toFile().deleteOnExit();
            folder.resolve("fuzzed.ptoy").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        Path joined = folder.resolve("joined.ptoy");
        Path bodyAlone = Files.write(folder.resolve("body"), body);
        List<byte[]> seeds = new ArrayList<>();
        RecordFile.create(joined).spareRecipients(1).join(KeyEnvelope.parse(envelope), bodyAlone);
        seeds.add(Files.readAllBytes(joined));
        byte[] preamble = Arrays.copyOf(seeds.get(0), 16);
        seeds.add(Parts.join(preamble, slot(1), slot(1), body));
        seeds.add(Parts.join(preamble, slot(2), slot(1), body));
        seeds.add(Parts.join(preamble, new byte[0], slot(7), body));
        Files.delete(joined);
        Files.delete(bodyAlone);
        return seeds;
    }

    private byte[] slot(long sequence) {
        return ByteBuffer.allocate(SEQUENCE_AND_LENGTH_BYTES + envelope.length)
                .putLong(sequence)
                .putInt(envelope.length)
                .put(envelope)
                .array();
    }

    @Override
    public void accept(byte[] input) throws IOException {
        Optional<List<byte[]>> parts = Parts.of(input, 4);
        Files.write(file, parts.isPresent() ? assembled(parts.get()) : input);
        RecordFile record = RecordFile.open(file);
        requireRecord(record, reader);
        KeyEnvelope granted = record.grant(reader, other);
        assertTrue(granted.recipients().contains(other.kid()));
        assertArrayEquals(granted.toBytes(), record.envelope().toBytes());
        requireRecord(RecordFile.open(file), Samples.readers().get(2));
    }

    private static void requireRecord(RecordFile record, RecipientKey me) throws IOException {
        try (RecordKey key = record.envelope().open(me);
                InputStream stream = record.decrypting(key);
                SeekableByteChannel channel = record.channel(key)) {
            assertArrayEquals(PLAIN, stream.readAllBytes());
            ByteBuffer read = ByteBuffer.allocate(PLAIN.length);
            assertEquals(PLAIN.length, channel.read(read));
            assertArrayEquals(PLAIN, read.array());
        }
    }

    private static byte[] assembled(List<byte[]> parts) {
        byte[] preamble = Arrays.copyOf(parts.get(0), 16);
        int declared = ByteBuffer.wrap(preamble).getInt(12);
        int slotBytes = declared < BLOCK_BYTES || declared > 32 * BLOCK_BYTES ? BLOCK_BYTES : declared;
        return ByteBuffer.allocate(BLOCK_BYTES + 2 * slotBytes + parts.get(3).length)
                .put(Arrays.copyOf(preamble, BLOCK_BYTES))
                .put(slot(preamble, parts.get(1), slotBytes))
                .put(slot(preamble, parts.get(2), slotBytes))
                .put(parts.get(3))
                .array();
    }

    private static byte[] slot(byte[] preamble, byte[] part, int slotBytes) {
        byte[] head = Arrays.copyOf(part, SEQUENCE_AND_LENGTH_BYTES);
        byte[] rest = Arrays.copyOf(
                Arrays.copyOfRange(part, Math.min(part.length, head.length), Math.max(part.length, head.length)),
                slotBytes - SLOT_HEAD_BYTES);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(preamble);
            sha256.update(head);
            sha256.update(rest);
            return ByteBuffer.allocate(slotBytes)
                    .put(head)
                    .put(sha256.digest())
                    .put(rest)
                    .array();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
