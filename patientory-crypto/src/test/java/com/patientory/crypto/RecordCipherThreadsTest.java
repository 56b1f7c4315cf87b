package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who does the work. */
class RecordCipherThreadsTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void encrypt_executorRefuses_worksInTheCallingThread() throws IOException {
        Records.encryptUntilThreadsHelp(folder);
        byte[] plain = Records.bytes(5 * MIB, 6);
        RecordCipher alone = RecordCipher.builder()
                .threads(4)
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .build();
        try (SealedBody sealed = alone.encrypt(write("plain", plain), folder.resolve("body"));
                RecordKey key = Records.keyOf(sealed)) {
            BodyReaders.assertReadBack(alone, plain, folder.resolve("body"), key);
        }
    }

    @Test
    void encrypt_systemGivesNoThread_worksInTheCallingThread() throws IOException {
        Records.encryptUntilThreadsHelp(folder);
        byte[] plain = Records.bytes(5 * MIB, 9);
        RecordCipher alone = RecordCipher.builder()
                .threads(4)
                .executor(task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .build();
        try (SealedBody sealed = alone.encrypt(write("plain", plain), folder.resolve("body"));
                RecordKey key = Records.keyOf(sealed)) {
            BodyReaders.assertReadBack(alone, plain, folder.resolve("body"), key);
        }
    }

    @Test
    void encrypt_executorNeverRunsItsTasks_worksInTheCallingThread() throws IOException {
        Records.encryptUntilThreadsHelp(folder);
        byte[] plain = Records.bytes(5 * MIB, 7);
        List<Runnable> dropped = new ArrayList<>();
        RecordCipher alone = RecordCipher.builder().executor(dropped::add).build();
        try (SealedBody sealed = alone.encrypt(write("plain", plain), folder.resolve("body"));
                RecordKey key = Records.keyOf(sealed)) {
            // A task that comes too late finds nothing to do.
            dropped.forEach(Runnable::run);
            assertEquals(1, dropped.size());
            BodyReaders.assertReadBack(alone, plain, folder.resolve("body"), key);
        }
    }

    @Test
    void decrypt_longBody_warmsUpAtMostOnceInTheProcess() throws IOException {
        Path body = folder.resolve("body");
        List<Runnable> tasks = new ArrayList<>();
        RecordCipher counted =
                RecordCipher.builder().threads(1).executor(tasks::add).build();
        byte[] plain = Records.bytes(32 * MIB, 8);
        try (SealedBody sealed = counted.encrypt(write("plain", plain), body);
                RecordKey key = Records.keyOf(sealed)) {
            counted.decrypt(body, key, folder.resolve("out"));
            counted.decrypt(body, key, folder.resolve("out"));
        }
        assertTrue(tasks.size() <= 1, "tasks: " + tasks.size());
        tasks.forEach(Runnable::run);
        assertArrayEquals(plain, Files.readAllBytes(folder.resolve("out")));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }
}
