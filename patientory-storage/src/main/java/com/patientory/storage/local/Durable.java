package com.patientory.storage.local;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** The few file operations whose effect must outlive a power failure. */
final class Durable {
    private Durable() {}

    /** Gives a flushed file its final name in one step and flushes both directories. */
    static void publish(Path from, Path to) throws IOException {
        createDirectories(folderOf(to));
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the store's directories are not on one file system", e);
        }
        flush(folderOf(to));
        flush(folderOf(from));
    }

    /** Flushes the entry of a file, and that of its directory. */
    static void flushEntry(Path file) throws IOException {
        Path folder = folderOf(file);
        flush(folder);
        flush(folderOf(folder));
    }

    /** Removes a file, if it is there, for good. */
    static boolean delete(Path file) throws IOException {
        boolean existed = Files.deleteIfExists(file);
        if (existed) {
            flush(folderOf(file));
        }
        return existed;
    }

    /** Creates an empty file, unless it is there, for good. */
    static void touch(Path file) throws IOException {
        createDirectories(folderOf(file));
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .close();
        flush(folderOf(file));
    }

    /** Creates directories; the entry of each new one is flushed in its parent. */
    static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        Files.createDirectories(directory);
        if (parent != null) {
            flush(parent);
        }
    }

    /** Flushes a directory's entries. Where the platform cannot open a directory, its entries need no flush. */
    static void flush(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (IOException e) {
            if (Files.isDirectory(directory) && isWindows()) {
                return;
            }
            throw e;
        }
        try (channel) {
            channel.force(true);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }
}
