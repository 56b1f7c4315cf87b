package com.patientory.crypto.internal.ptoy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One writer of a header at a time: by a lock of our own among the threads of this process, by one of the operating
 * system among processes.
 */
final class FileLocks {
    /** Behind the end of every file: on systems where a lock keeps readers out, it keeps none out. */
    private static final long LOCKED_OFFSET = Long.MAX_VALUE - 1;

    /** The system's locks belong to the process. One for all files is enough, a change takes milliseconds. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    /** Some network file systems number a file anew each time. */
    private static final int MAX_ATTEMPTS = 1000;

    private static final Queue<FileChannel> CLOSING = new ConcurrentLinkedQueue<>();

    private FileLocks() {}

    static <T> T shared(Path file, Use<T> use) throws IOException {
        return locked(file, true, use, StandardOpenOption.READ);
    }

    static <T> T exclusive(Path file, Use<T> use) throws IOException {
        return locked(file, false, use, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Closes a file that was only read, at once or when no thread holds a lock: a process loses its locks on a file when it
     * closes that file anywhere.
     */
    static void close(FileChannel file) throws IOException {
        CLOSING.add(file);
        closeWaiting();
    }

    private static void closeWaiting() throws IOException {
        while (!CLOSING.isEmpty() && !THREADS.isHeldByCurrentThread() && THREADS.tryLock()) {
            try {
                FileChannel next = CLOSING.poll();
                if (next != null) {
                    next.close();
                }
            } finally {
                THREADS.unlock();
            }
        }
    }

    private static <T> T locked(Path file, boolean shared, Use<T> use, OpenOption... options) throws IOException {
        THREADS.lock();
        try {
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                Object before = identity(file);
                try (FileChannel channel = FileChannel.open(file, options);
                        FileLock lock = channel.lock(LOCKED_OFFSET, 1, shared)) {
                    // Whoever had the lock may have put another file in this one's place.
                    if (lock.isValid() && Objects.equals(before, identity(file))) {
                        return use.of(channel);
                    }
                }
            }
            throw new IOException("The file is replaced again and again");
        } finally {
            THREADS.unlock();
            closeWaiting();
        }
    }

    /** Null where the system has no such thing. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Something to do with the locked file. */
    interface Use<T> {
        T of(FileChannel file) throws IOException;
    }
}
