package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.HeaderFullException;
import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.NotARecipientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {
    private static final int SEGMENT = 65504;
    private static final int MIB = 1024 * 1024;
    private static final int BODY_AT = 4096 + 2 * 8192;

    @TempDir
    private Path folder;

    private final byte[] plain = Records.bytes(2 * SEGMENT + 7, 1);
    private Path path;
    private RecordFile file;

    @BeforeEach
    void createFile() throws IOException {
        path = folder.resolve("record.ptoy");
        file = RecordFiles.create(path, plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SEGMENT, SEGMENT + 1, 17 * SEGMENT, 5 * MIB})
    void encrypt_fileOrSlowStream_isReadBackByEveryReader(int length) throws IOException {
        byte[] content = Records.bytes(length, length);
        Path source = Files.write(folder.resolve("source"), content);
        RecordFiles.assertReadBack(
                content, RecordFiles.builder(folder.resolve("a.ptoy")).encrypt(source), folder);
        InputStream slow = SlowStreams.slow(new ByteArrayInputStream(content), length);
        RecordFiles.assertReadBack(
                content, RecordFiles.builder(folder.resolve("b.ptoy")).encrypt(slow), folder);
    }

    @Test
    void grant_thenRemove_leavesTheBodyAndNoTraceOfTheRemoved() throws IOException {
        byte[] body = body(path);
        String doctor = Records.DOCTOR.recipient().kid();
        assertThrows(NotARecipientException.class, () -> file.envelope().open(Records.DOCTOR));
        KeyEnvelope granted = file.grant(Records.PATIENT, Records.DOCTOR.recipient());
        assertArrayEquals(granted.toBytes(), file.envelope().toBytes());
        assertTrue(text(path).contains(doctor));
        try (RecordKey key = file.envelope().open(Records.DOCTOR);
                InputStream in = file.decrypting(key)) {
            assertArrayEquals(plain, in.readAllBytes());
        }
        file.remove(Records.PATIENT, doctor);
        assertEquals(List.of(Records.PATIENT.recipient().kid()), file.envelope().recipients());
        assertFalse(text(path).contains(doctor));
        assertArrayEquals(body, body(path));
        RecordFiles.assertReadBack(plain, file, folder);
    }

    @Test
    void grant_noRoom_failsUntilTheFileIsEnlarged() throws IOException {
        Path tight = folder.resolve("tight.ptoy");
        RecordFile record = RecordFiles.builder(tight).spareRecipients(0).encrypt(new ByteArrayInputStream(plain));
        byte[] body = Arrays.copyOfRange(Files.readAllBytes(tight), 4096 + 2 * 4096, (int) Files.size(tight));
        List<RecipientKey> known = List.of(Records.DOCTOR, Records.STRANGER, Records.FOURTH);
        List<Recipient> others = new ArrayList<>();
        byte[] before = new byte[0];
        HeaderFullException full = null;
        while (full == null) {
            RecipientKey next =
                    others.size() < known.size() ? known.get(others.size()) : RecipientKey.generate(new SecureRandom());
            others.add(next.recipient());
            before = Files.readAllBytes(tight);
            try {
                record.grant(Records.PATIENT, others.get(others.size() - 1));
            } catch (HeaderFullException e) {
                full = e;
            }
        }
        assertEquals(4096 - 44, full.roomBytes());
        assertTrue(full.envelopeBytes() > full.roomBytes());
        assertArrayEquals(before, Files.readAllBytes(tight));
        record.enlarge(1);
        record.grant(Records.PATIENT, others.get(others.size() - 1));
        assertEquals(1 + others.size(), record.envelope().recipients().size());
        byte[] after = Files.readAllBytes(tight);
        assertArrayEquals(body, Arrays.copyOfRange(after, after.length - body.length, after.length));
        RecordFiles.assertReadBack(plain, record, folder);
    }

    @Test
    void spareRecipients_asMany_fit() throws IOException {
        for (int spare : new int[] {1, 3}) {
            RecordFile record =
                    RecordFiles.builder(path).spareRecipients(spare).encrypt(new ByteArrayInputStream(plain));
            List<Recipient> others =
                    List.of(Records.DOCTOR.recipient(), Records.STRANGER.recipient(), Records.FOURTH.recipient());
            for (Recipient other : others.subList(0, spare)) {
                record.grant(Records.PATIENT, other);
            }
            assertEquals(1 + spare, record.envelope().recipients().size());
        }
        assertThrows(
                IllegalArgumentException.class, () -> RecordFiles.builder(path).spareRecipients(-1));
    }

    @Test
    void joinAndExtractBody_detachedRecord_goesBothWaysByteForByte() throws IOException {
        Path body = folder.resolve("body");
        RecordCipher cipher = RecordCipher.create();
        KeyEnvelope envelope;
        try (SealedBody sealed = cipher.encrypt(Files.write(folder.resolve("source"), plain), body)) {
            envelope = Records.envelope(sealed, Records.PATIENT);
        }
        RecordFile joined = RecordFile.create(folder.resolve("joined.ptoy")).join(envelope, body);
        try (RecordKey key = joined.envelope().open(Records.PATIENT);
                InputStream in = joined.decrypting(key)) {
            assertEquals(Records.METADATA, key.metadata());
            assertArrayEquals(plain, in.readAllBytes());
        }
        Path extracted = folder.resolve("extracted");
        joined.extractBody(extracted);
        assertEquals(-1, Files.mismatch(body, extracted));
        assertArrayEquals(envelope.toBytes(), joined.envelope().toBytes());
        Path copy = folder.resolve("copy.ptoy");
        joined.copyTo(copy, 40).extractBody(extracted);
        assertEquals(-1, Files.mismatch(body, extracted));
        assertNotEquals(Files.size(folder.resolve("joined.ptoy")), Files.size(copy));
    }

    @Test
    void restore_bothSlotsDamaged_bringsBackAKeptEnvelope() throws IOException {
        KeyEnvelope kept = file.envelope();
        byte[] damaged = Files.readAllBytes(path);
        Arrays.fill(damaged, 4096, BODY_AT, (byte) 7);
        Files.write(path, damaged);
        RecordFile broken = RecordFile.open(path);
        assertThrows(IntegrityException.class, broken::envelope);
        assertThrows(IntegrityException.class, () -> broken.grant(Records.PATIENT, Records.DOCTOR.recipient()));
        try (RecordKey key = kept.open(Records.PATIENT);
                InputStream in = broken.decrypting(key)) {
            assertArrayEquals(plain, in.readAllBytes());
        }
        KeyEnvelope foreign =
                RecordFiles.create(folder.resolve("other.ptoy"), plain).envelope();
        assertThrows(IntegrityException.class, () -> broken.restore(Records.PATIENT, foreign));
        assertArrayEquals(damaged, Files.readAllBytes(path));
        broken.restore(Records.PATIENT, kept);
        RecordFiles.assertReadBack(plain, broken, folder);
        broken.restore(Records.PATIENT, kept.grant(Records.PATIENT, Records.DOCTOR.recipient()));
        assertEquals(2, broken.envelope().recipients().size());
    }

    @Test
    void create_failsOrIsIncomplete_leavesTheTarget() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        InputStream broken = SlowStreams.broken(new byte[200_000], new IOException("connection reset"));
        assertThrows(IOException.class, () -> RecordFiles.builder(path).encrypt(broken));
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordFile.create(path).metadata(RecordFiles.ABOUT).encrypt(new ByteArrayInputStream(plain)));
        assertThrows(
                IllegalArgumentException.class,
                () -> RecordFile.create(path).recipients(RecordFiles.PATIENT).encrypt(new ByteArrayInputStream(plain)));
        assertArrayEquals(whole, Files.readAllBytes(path));
        assertEquals(List.of("record.ptoy"), files());
    }

    private static byte[] body(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Arrays.copyOfRange(bytes, BODY_AT, bytes.length);
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
