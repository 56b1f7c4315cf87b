package com.patientory.storage.local;

import com.patientory.storage.NodeId;
import com.patientory.storage.StorageException;
import com.patientory.storage.StoreLockedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process, and a second store in this one, out of a directory. A crash gives the lock back. */
final class DirectoryLock {
    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    static DirectoryLock take(StoreLayout places, NodeId node) throws StorageException {
        try {
            Durable.createDirectories(places.root());
            FileChannel file = FileChannel.open(places.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(file) == null) {
                file.close();
                throw new StoreLockedException(places.root());
            }
            return new DirectoryLock(file);
        } catch (IOException e) {
            throw BlobDirectory.unusable(node, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
