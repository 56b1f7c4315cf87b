package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final int HEAP_MIB = 64;

    @TempDir
    private Path folder;

    @Test
    void recordCipherAndRecordFile_oneGibibyteInSmallHeap_bothDirections() throws IOException, InterruptedException {
        assertTrue(LargeFileMain.SIZE_MIB >= 16 * HEAP_MIB);
        Path log = folder.resolve("log");
        Process process = ChildJvm.start(LargeFileMain.class, log, HEAP_MIB, folder.toString());
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running");
            assertEquals(0, process.exitValue(), () -> read(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
