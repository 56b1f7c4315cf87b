package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Random;

/**
 * A folder for the files of one run, in memory where the system has such a place: a disk's moods would be measured
 * instead. {@code -Dpatientory.benchmarks.folder} names another.
 */
final class Workspace {
    private static final String PROPERTY = "patientory.benchmarks.folder";
    private static final Path MEMORY = Paths.get("/dev/shm");
    private static final int MIB = 1024 * 1024;

    private final Path folder;

    private Workspace(Path folder) {
        this.folder = folder;
    }

    static Workspace create() throws IOException {
        return new Workspace(Files.createTempDirectory(parent(), "patientory-benchmarks"));
    }

    static Path parent() {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Paths.get(given);
        }
        return Files.isWritable(MEMORY) ? MEMORY : Paths.get(System.getProperty("java.io.tmpdir"));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A file of noise, as compressed images are; the same in each run. */
    Path noise(String name, int sizeMiB) throws IOException {
        Path file = file(name);
        Random random = new Random(sizeMiB);
        byte[] block = new byte[MIB];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < sizeMiB; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return file;
    }

    /** Removes all that is there. */
    void delete() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
