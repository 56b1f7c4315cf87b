package com.patientory.crypto.internal.ptoy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing a file anywhere in a process would end its locks, so it waits until none is held. */
class FileLocksTest {
    @TempDir
    private Path folder;

    @Test
    void close_whileAFileIsLocked_isPutOffUntilItIsNot() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        FileChannel reader = FileChannel.open(file);
        int result = FileLocks.exclusive(file, locked -> {
            FileLocks.close(reader);
            assertTrue(reader.isOpen());
            return 7;
        });
        assertEquals(7, result);
        assertFalse(reader.isOpen());
    }

    @Test
    void close_workFails_isNotForgotten() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        FileChannel reader = FileChannel.open(file);
        assertThrows(
                IOException.class,
                () -> FileLocks.shared(file, locked -> {
                    FileLocks.close(reader);
                    throw new IOException("of the work");
                }));
        assertFalse(reader.isOpen());
    }
}
