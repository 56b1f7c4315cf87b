package com.patientory.examples.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for one run, removed when the run ends. A run that was killed leaves its folder, but not its lock, behind:
 * the next run removes such folders and leaves those of runs that go on beside it.
 */
final class Workspace implements AutoCloseable {
    private static final String PREFIX = "demo-run-";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lockFile;

    private Workspace(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    static Workspace create(Path parent) throws IOException {
        Files.createDirectories(parent);
        removeLeftovers(parent);
        Path folder = Files.createTempDirectory(parent, PREFIX);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return new Workspace(folder, channel);
    }

    /** A folder within, made if it is not there. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** A file within. */
    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
        delete(folder);
    }

    private static void removeLeftovers(Path parent) throws IOException {
        List<Path> runs;
        try (Stream<Path> list = Files.list(parent)) {
            runs = list.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path run : runs) {
            // A run that is being made has no lock file yet, one that goes on holds its lock: both are left alone.
            try (FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    delete(run);
                }
            } catch (NoSuchFileException | OverlappingFileLockException e) {
                // as said above
            }
        }
    }

    /** Removes a folder and all in it. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
