package com.patientory.ehr;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a ledger to one engine; the operating system lets go of it when the process dies. */
final class LedgerLock implements AutoCloseable {
    private final FileChannel channel;

    private LedgerLock(FileChannel channel) {
        this.channel = channel;
    }

    @SuppressWarnings("resource") // The lock lives as long as its channel.
    static LedgerLock take(Path directory) throws LedgerException {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("ledger-v1.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new LedgerException(LedgerException.Kind.LOCKED, 0);
            }
            return new LedgerLock(channel);
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException(LedgerException.Kind.STORAGE, 0);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws LedgerException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerException(LedgerException.Kind.STORAGE, 0);
        }
    }
}
