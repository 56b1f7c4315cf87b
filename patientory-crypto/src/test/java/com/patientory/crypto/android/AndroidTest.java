package com.patientory.crypto.android;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers are global, so the program has a process of its own. */
class AndroidTest {
    @TempDir
    private Path folder;

    @Test
    void mainPath_onlyWhatApiLevel26Has_works() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AndroidMain.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(3, TimeUnit.MINUTES), "still running");
            String said = Files.readString(log);
            assertEquals(0, process.exitValue(), said);
        } finally {
            process.destroyForcibly();
        }
    }
}
