package com.patientory.crypto.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Temporary files that tell whether somebody still works on them: their owner holds a lock, which the operating system
 * drops when it kills him. A process id in the name would not do, it is used again and means nothing in another container.
 */
public final class TemporaryFiles {
    private static final String PREFIX = ".ptoy-";
    private static final String SUFFIX = ".part";
    private static final long LOCKED_OFFSET = Long.MAX_VALUE - 1;

    /**
     * The files of this process, and its monitor. The system's locks belong to the process and are lost when it closes the
     * file anywhere, so a file that stands here must not even be opened.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private TemporaryFiles() {}

    static Held create(Path directory) throws IOException {
        synchronized (HELD) {
            while (true) {
                Path path = Files.createTempFile(directory, PREFIX, SUFFIX);
                FileChannel channel = null;
                try {
                    channel = FileChannel.open(path, StandardOpenOption.WRITE);
                    // Another process may have taken it for a leftover before it was locked.
                    if (lock(channel) && Files.exists(path)) {
                        HELD.add(path);
                        return new Held(path, channel);
                    }
                    channel.close();
                } catch (IOException | RuntimeException e) {
                    if (channel != null) {
                        channel.close();
                    }
                    Files.deleteIfExists(path);
                    throw e;
                }
            }
        }
    }

    /** A file system without locks costs the sure sign of life, not the work. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock(LOCKED_OFFSET, 1, false) != null;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Removes what killed processes have left in a directory.
     *
     * @return how many files
     * @throws IOException if one could not be examined or removed; the others are
     */
    public static int removeLeftovers(Path directory) throws IOException {
        int removed = 0;
        IOException failure = null;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory.toAbsolutePath(), PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                try {
                    removed += removeIfLeft(file) ? 1 : 0;
                } catch (NoSuchFileException e) {
                    // Its owner was faster.
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return removed;
    }

    private static boolean removeIfLeft(Path file) throws IOException {
        synchronized (HELD) {
            if (HELD.contains(file) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = channel.tryLock(LOCKED_OFFSET, 1, false)) {
                return lock != null && Files.deleteIfExists(file);
            }
        }
    }

    /** A temporary file of this process. */
    static final class Held {
        private final Path path;
        private final FileChannel channel;

        Held(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        Path path() {
            return path;
        }

        FileChannel channel() {
            return channel;
        }

        /** Also if it has another name by now. */
        void remove() throws IOException {
            synchronized (HELD) {
                try {
                    channel.close();
                } finally {
                    Files.deleteIfExists(path);
                    HELD.remove(path);
                }
            }
        }
    }
}
