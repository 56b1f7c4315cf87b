package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single file that is open more than once, or has more than one name. */
class RecordFileHandlesTest {
    private static final int HEAP_MIB = 32;

    @TempDir
    private Path folder;

    private final byte[] plain = Records.bytes(1000, 1);
    private Path path;
    private RecordFile file;

    @BeforeEach
    void createFile() throws IOException {
        path = folder.resolve("record.ptoy");
        file = RecordFiles.create(path, plain);
    }

    @Test
    void change_otherThreadsReadMeanwhile_staysLockedForOtherProcesses() throws Exception {
        assertEquals("free", probe());
        try (RecordKey key = file.envelope().open(Records.PATIENT)) {
            file.change(envelope -> {
                inAnotherThread(() -> readAll(key));
                assertEquals("locked", probe());
                return envelope;
            });
        }
        assertEquals("free", probe());
    }

    private void readAll(RecordKey key) {
        try (InputStream in = file.decrypting(key)) {
            assertArrayEquals(plain, in.readAllBytes());
            assertEquals(1, RecordFile.open(path).envelope().recipients().size());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void inAnotherThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String probe() {
        try {
            Path log = folder.resolve("log");
            assertEquals(
                    0,
                    ChildJvm.start(LockProbeMain.class, log, HEAP_MIB, path.toString())
                            .waitFor());
            return Files.readString(log).strip();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rotateAndEnlarge_throughASymbolicLink_replaceTheFileItself() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), path);
        RecordFile linked = RecordFile.open(link);
        linked.grant(Records.PATIENT, Records.DOCTOR.recipient());
        linked.rotate(Records.PATIENT, RecordFiles.PATIENT, Progress.NONE);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(List.of(Records.PATIENT.recipient().kid()), file.envelope().recipients());
        long before = Files.size(path);
        linked.enlarge(20);
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.size(path) > before);
        RecordFiles.assertReadBack(plain, file, folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-rw-r--", "rw-------"})
    void rotateAndEnlarge_permissionsOfTheFile_areKept(String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        file.rotate(Records.PATIENT, RecordFiles.PATIENT, Progress.NONE);
        assertEquals(permissions, permissions(path));
        file.enlarge(20);
        assertEquals(permissions, permissions(path));
        Path copy = folder.resolve("copy.ptoy");
        file.copyTo(copy, 0);
        assertEquals("rw-------", permissions(copy));
    }

    @Test
    void rotateOfABody_inItsPlace_keepsItsPermissions() throws IOException {
        RecordCipher cipher = RecordCipher.create();
        Path body = folder.resolve("body");
        try (SealedBody sealed = cipher.encrypt(new ByteArrayInputStream(plain), body, Progress.NONE);
                RecordKey key = Records.keyOf(sealed)) {
            assertEquals("rw-------", permissions(body));
            Files.setPosixFilePermissions(body, PosixFilePermissions.fromString("rw-r--r--"));
            Path link = Files.createSymbolicLink(folder.resolve("link"), body);
            cipher.rotate(body, key, link, Progress.NONE).close();
            assertEquals("rw-------", permissions(link));
            cipher.rotate(body, key, body, Progress.NONE).close();
            assertEquals("rw-r--r--", permissions(body));
        }
    }

    /** The envelope in the file may be the only one. */
    @Test
    void extractBodyOrCopyTo_theFileItselfUnderAnyName_isRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), path);
        Path hardLink = Files.createLink(folder.resolve("hard"), path);
        byte[] before = Files.readAllBytes(path);
        for (Path name : List.of(path, link, hardLink, folder.resolve("..").resolve(folder.getFileName() + "/link"))) {
            assertThrows(IllegalArgumentException.class, () -> file.extractBody(name));
            assertThrows(IllegalArgumentException.class, () -> file.copyTo(name, 9));
        }
        assertArrayEquals(before, Files.readAllBytes(path));
        assertTrue(Files.isSymbolicLink(link));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }
}
