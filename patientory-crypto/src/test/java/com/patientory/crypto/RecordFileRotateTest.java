package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.NotARecipientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileRotateTest {
    private static final int BODY_AT = 4096 + 2 * 8192;

    @TempDir
    private Path folder;

    private final byte[] plain = Records.bytes(140_000, 1);
    private Path path;
    private RecordFile file;

    @BeforeEach
    void createFile() throws IOException {
        path = folder.resolve("record.ptoy");
        file = RecordFiles.create(path, plain);
    }

    @Test
    void rotate_oldKey_opensNothingAnyMore() throws IOException {
        file.grant(Records.PATIENT, Records.DOCTOR.recipient());
        byte[] before = Files.readAllBytes(path);
        List<Long> heard = new ArrayList<>();
        try (RecordKey old = file.envelope().open(Records.DOCTOR)) {
            file.rotate(Records.PATIENT, RecordFiles.PATIENT, (done, total) -> {
                assertEquals(plain.length, total);
                heard.add(done);
            });
            assertEquals(plain.length, heard.get(heard.size() - 1));
            assertThrows(IntegrityException.class, () -> file.decrypting(old));
            assertThrows(NotARecipientException.class, () -> file.envelope().open(Records.DOCTOR));
        }
        assertEquals(List.of("record.ptoy"), files());
        RecordFiles.assertReadBack(plain, file, folder);
        byte[] after = Files.readAllBytes(path);
        assertEquals(before.length, after.length);
        assertFalse(Arrays.equals(before, BODY_AT + 100, BODY_AT + 200, after, BODY_AT + 100, BODY_AT + 200));
    }

    @Test
    void rotate_damagedLastByteOrCancelled_leavesTheFile() throws IOException {
        CancellationException cancelled = new CancellationException();
        byte[] whole = Files.readAllBytes(path);
        assertThrows(
                CancellationException.class,
                () -> file.rotate(Records.PATIENT, RecordFiles.PATIENT, (done, total) -> {
                    throw cancelled;
                }));
        assertArrayEquals(whole, Files.readAllBytes(path));
        byte[] damaged = whole.clone();
        damaged[damaged.length - 1] ^= 1;
        Files.write(path, damaged);
        assertThrows(IntegrityException.class, () -> file.rotate(Records.PATIENT, RecordFiles.PATIENT, Progress.NONE));
        assertArrayEquals(damaged, Files.readAllBytes(path));
        assertEquals(List.of("record.ptoy"), files());
    }

    @Test
    void rotate_grantedMeanwhile_failsAndKeepsTheGrant() throws IOException {
        Progress grants = (done, total) -> {
            try {
                file.grant(Records.PATIENT, Records.DOCTOR.recipient());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
        assertThrows(IOException.class, () -> file.rotate(Records.PATIENT, RecordFiles.PATIENT, grants));
        assertEquals(2, file.envelope().recipients().size());
        RecordFiles.assertReadBack(plain, file, folder);
    }

    @Test
    void rotate_metadataWithCid_dropsIt() throws IOException {
        RecordFile record = RecordFile.create(path)
                .metadata(Records.METADATA)
                .recipients(RecordFiles.PATIENT)
                .encrypt(new ByteArrayInputStream(plain));
        record.rotate(Records.PATIENT, RecordFiles.PATIENT, Progress.NONE);
        try (RecordKey key = record.envelope().open(Records.PATIENT)) {
            assertEquals(Optional.empty(), key.metadata().bodyCid());
        }
        RecordFiles.assertReadBack(plain, record, folder);
    }

    @Test
    void encrypt_signer_isNamedByTheOpenedEnvelope() throws IOException {
        try (Mnemonic words = Mnemonic.generate();
                PatientIdentity writer = PatientIdentity.from(words)) {
            RecordMetadata about = RecordMetadata.builder()
                    .name("scan")
                    .mediaType("application/dicom")
                    .writer(writer.wallet().address())
                    .time(RecordFiles.ABOUT.time())
                    .build();
            RecordFile.Builder builder = RecordFile.create(path)
                    .metadata(about)
                    .recipients(RecordFiles.PATIENT)
                    .spareRecipients(0)
                    .signer(writer.wallet());
            // Before all of it is encrypted.
            InputStream unread = SlowStreams.broken(new byte[0], new IOException("it was read"));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> builder.cipher(RecordCipher.create()).encrypt(unread));
            RecordFile signed = builder.cipher(
                            RecordCipher.builder().plaintextDigest(true).build())
                    .encrypt(new ByteArrayInputStream(plain));
            try (RecordKey key = signed.envelope().open(Records.PATIENT)) {
                assertEquals(Optional.of(writer.wallet().address()), key.signedBy());
            }
            signed.rotate(Records.PATIENT, RecordFiles.PATIENT, Progress.NONE);
            try (RecordKey key = signed.envelope().open(Records.PATIENT)) {
                assertEquals(Optional.empty(), key.signedBy());
            }
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
