package com.patientory.chain.internal.write;

import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to one journal file, held by one writer at a time: a lock on an empty file beside it, which stays when the
 * journal is exchanged for a smaller one. POSIX drops a process's lock when any of its descriptors of the file closes, so
 * there is never a second one.
 */
final class JournalLock implements AutoCloseable {
    /** The files that this process holds; looked up before a second descriptor of a lock can come into being. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path journal;
    private final FileChannel channel;

    private JournalLock(Path journal, FileChannel channel) {
        this.journal = journal;
        this.channel = channel;
    }

    /** Claims a journal under its real name; a missing one is created empty. */
    static JournalLock acquire(Path file) throws IOException {
        create(file);
        Path journal = file.toRealPath();
        if (!OPEN.add(journal)) {
            throw new WriteJournalException(Reason.IN_USE, file, "another writer of this process holds it");
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(
                    journal.resolveSibling(journal.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            locked = tryLock(channel);
        } finally {
            if (!locked) {
                release(journal, channel);
            }
        }
        if (!locked) {
            throw new WriteJournalException(Reason.IN_USE, file, "another writer holds it");
        }
        return new JournalLock(journal, channel);
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Begun by an earlier run.
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Returns the journal's real path. */
    Path journal() {
        return journal;
    }

    @Override
    public void close() {
        release(journal, channel);
    }

    /** Closes first: a new owner in this process must not open its descriptor before ours is gone. */
    private static void release(Path journal, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The system drops the lock with the process at the latest.
        }
        OPEN.remove(journal);
    }
}
