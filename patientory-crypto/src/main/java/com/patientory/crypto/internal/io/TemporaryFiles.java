package com.patientory.crypto.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
     * file anywhere, so a file that stands here must not even be opened. Known by what it is, not by its name: a directory
     * has many, by links.
     */
    private static final Set<Object> HELD = new HashSet<>();

    private TemporaryFiles() {}

    static Held create(Path directory) throws IOException {
        synchronized (HELD) {
            while (true) {
                Path path = Files.createTempFile(directory, PREFIX, SUFFIX);
                FileChannel channel = null;
                try {
                    // Until it is locked another process may take it for a leftover.
                    channel = FileChannel.open(path, StandardOpenOption.WRITE);
                    if (lock(channel) && Files.exists(path)) {
                        Object identity = identity(path);
                        HELD.add(identity);
                        return new Held(path, channel, identity);
                    }
                    channel.close();
                } catch (NoSuchFileException e) {
                    if (channel != null) {
                        channel.close();
                    }
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

    /** By the system's number, or else by its one true name. */
    private static Object identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key != null ? key : file.toRealPath(LinkOption.NOFOLLOW_LINKS);
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
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        if (failure != null) {
            throw failure;
        }
        return removed;
    }

    private static boolean removeIfLeft(Path file) throws IOException {
        synchronized (HELD) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || HELD.contains(identity(file))) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = channel.tryLock(LOCKED_OFFSET, 1, false)) {
                return lock != null && Files.deleteIfExists(file);
            } catch (OverlappingFileLockException e) {
                // Held by this process after all, by the SDK in another class loader.
                return false;
            }
        }
    }

    /** A temporary file of this process. */
    static final class Held {
        private final Path path;
        private final FileChannel channel;
        private final Object identity;

        Held(Path path, FileChannel channel, Object identity) {
            this.path = path;
            this.channel = channel;
            this.identity = identity;
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
                    HELD.remove(identity);
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
