package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.error.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way of damaging a small single file, against each of its readers. */
class RecordFileTamperingTest {
    private static final int BODY_AT = 4096 + 2 * 4096;
    private static final byte[] PLAIN = Records.bytes(100, 1);

    @TempDir
    private Path folder;

    private Path path;
    private byte[] whole;
    private RecordFile file;
    private RecordKey key;

    @BeforeEach
    void createFile() throws IOException {
        path = folder.resolve("record.ptoy");
        file = create(path);
        whole = Files.readAllBytes(path);
        key = file.envelope().open(Records.PATIENT);
    }

    @AfterEach
    void close() {
        key.close();
    }

    private static RecordFile create(Path target) throws IOException {
        return RecordFile.create(target)
                .metadata(RecordFileWriter.withoutCid(Records.METADATA))
                .recipients(List.of(Records.PATIENT.recipient()))
                .spareRecipients(2)
                .encrypt(new ByteArrayInputStream(PLAIN));
    }

    @Test
    void read_cutAnywhere_releasesNothing() throws IOException {
        for (int length = 0; length < whole.length; length += length < BODY_AT - 50 ? 41 : 1) {
            Files.write(path, Arrays.copyOf(whole, length));
            Class<? extends PatientoryCryptoException> expected =
                    length < 4096 ? MalformedException.class : IntegrityException.class;
            assertRefused(expected, "cut to " + length);
        }
    }

    @Test
    void read_anyByteOfTheBodyAltered_releasesNothing() throws IOException {
        for (int at = BODY_AT; at < whole.length; at++) {
            byte[] altered = whole.clone();
            altered[at] ^= (byte) (1 << at % Byte.SIZE);
            Files.write(path, altered);
            assertRefused(PatientoryCryptoException.class, "byte " + at);
        }
    }

    @Test
    void read_bytesBehindTheBody_releasesNothing() throws IOException {
        for (int more : new int[] {1, 31, 32, 4096}) {
            Files.write(path, Arrays.copyOf(whole, whole.length + more));
            assertRefused(IntegrityException.class, more + " more");
        }
    }

    @Test
    void read_otherSlotSize_releasesNothing() throws IOException {
        byte[] altered = whole.clone();
        ByteBuffer.wrap(altered).putInt(12, 8192);
        Files.write(path, altered);
        assertRefused(PatientoryCryptoException.class, "8192");
        assertThrows(IntegrityException.class, () -> file.envelope());
        ByteBuffer.wrap(altered).putInt(12, Integer.MAX_VALUE);
        Files.write(path, altered);
        assertThrows(UnsupportedException.class, () -> RecordFile.open(path));
    }

    @Test
    void read_headerOfAnotherFile_opensAndDoesNotFitTheBody() throws IOException {
        Path other = folder.resolve("other.ptoy");
        create(other);
        byte[] swapped = Files.readAllBytes(other);
        System.arraycopy(whole, BODY_AT, swapped, BODY_AT, whole.length - BODY_AT);
        Files.write(path, swapped);
        try (RecordKey foreign = file.envelope().open(Records.PATIENT)) {
            assertThrows(IntegrityException.class, () -> file.decrypting(foreign));
            assertThrows(IntegrityException.class, () -> file.channel(foreign));
            Path out = folder.resolve("out");
            assertThrows(IntegrityException.class, () -> file.decrypt(foreign, out, Progress.NONE));
            assertEquals(false, Files.exists(out));
        }
    }

    private void assertRefused(Class<? extends PatientoryCryptoException> expected, String what) throws IOException {
        Path out = folder.resolve("out");
        assertThrows(expected, () -> file.decrypt(key, out, Progress.NONE), what);
        assertEquals(false, Files.exists(out), what);
        assertThrows(expected, () -> file.channel(key).read(ByteBuffer.allocate(1)), what);
        byte[] released = new byte[PLAIN.length];
        assertThrows(expected, () -> file.decrypting(key).read(released), what);
        assertArrayEquals(new byte[PLAIN.length], released, what);
    }

    @Test
    void open_noSuchFormat_isMalformed() throws IOException {
        Path body = folder.resolve("body");
        file.extractBody(body);
        assertThrows(MalformedException.class, () -> RecordFile.open(body));
        assertThrows(MalformedException.class, () -> RecordFile.open(Files.write(body, new byte[8192])));
        assertThrows(MalformedException.class, () -> RecordFile.open(Files.write(body, new byte[0])));
    }

    @Test
    void read_anyWay_doesNotTouchTheFile() throws IOException {
        Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000));
        file.envelope();
        file.decrypting(key).close();
        file.channel(key).close();
        file.decrypt(key, folder.resolve("out"), Progress.NONE);
        file.extractBody(folder.resolve("body"));
        file.copyTo(folder.resolve("copy.ptoy"), 1);
        assertEquals(FileTime.fromMillis(1_000_000), Files.getLastModifiedTime(path));
        assertArrayEquals(whole, Files.readAllBytes(path));
    }

    @Test
    void grant_readOnlyFile_failsAndReadingWorks() throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
        assumeFalse(Files.isWritable(path), "root writes to read-only files");
        assertThrows(AccessDeniedException.class, () -> file.grant(Records.PATIENT, Records.DOCTOR.recipient()));
        file.envelope();
        file.decrypting(key).close();
    }

    @Test
    void grantRemoveAndRead_manyThreads_loseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (Recipient other : List.of(Records.DOCTOR.recipient(), Records.STRANGER.recipient())) {
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        file.remove(Records.PATIENT, other.kid());
                        file.grant(Records.PATIENT, other);
                    }
                    return other;
                }));
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        RecordFile.open(path).envelope().open(Records.PATIENT).close();
                        try (SeekableByteChannel channel = file.channel(key)) {
                            assertEquals(PLAIN.length, channel.size());
                        }
                        try (InputStream in = file.decrypting(key)) {
                            assertArrayEquals(PLAIN, in.readAllBytes());
                        }
                    }
                    return other;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(3, file.envelope().recipients().size());
    }
}
