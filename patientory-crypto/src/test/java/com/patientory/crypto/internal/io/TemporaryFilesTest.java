package com.patientory.crypto.internal.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    @TempDir
    private Path folder;

    private Path real;

    @BeforeEach
    void createFolder() throws IOException {
        real = Files.createDirectory(folder.resolve("real"));
    }

    @Test
    void removeLeftovers_sameDirectoryByAnotherName_sparesWhatIsInUse() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        for (Path written : List.of(real, link, folder.resolve("x/../real").normalize(), real.resolve("."))) {
            try (AtomicFile file = AtomicFile.create(written.resolve("target"))) {
                for (Path cleaned : List.of(real, link, real.resolve("../link"), real.resolve("."))) {
                    assertEquals(0, TemporaryFiles.removeLeftovers(cleaned), written + " and " + cleaned);
                }
                Bytes.write(file.channel(), ByteBuffer.wrap(new byte[] {7}), 0);
                file.commit();
            }
            assertArrayEquals(new byte[] {7}, Files.readAllBytes(real.resolve("target")));
        }
    }

    @Test
    void removeLeftovers_namesThatAreNoFilesOfOurs_leavesThem() throws IOException {
        Path outside = Files.write(folder.resolve("outside"), new byte[1]);
        Files.createSymbolicLink(real.resolve(".ptoy-link.part"), outside);
        Files.createSymbolicLink(real.resolve(".ptoy-dangling.part"), folder.resolve("nowhere"));
        Files.createDirectory(real.resolve(".ptoy-directory.part"));
        Files.write(real.resolve("a.ptoy-1.part"), new byte[1]);
        Files.write(real.resolve(".ptoy-1.part.ptoy"), new byte[1]);
        Files.write(real.resolve(".ptoy-left.part"), new byte[1]);
        assertEquals(1, TemporaryFiles.removeLeftovers(real));
        assertFalse(Files.exists(real.resolve(".ptoy-left.part")));
        assertTrue(Files.exists(outside));
        try (Stream<Path> left = Files.list(real)) {
            assertEquals(5, left.count());
        }
    }
}
