package com.patientory.crypto.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that takes its name only when it is complete.
 *
 * <p>Until {@link #commit()} the bytes lie in a temporary file of the same directory, which on POSIX only its owner can
 * read; closing without a commit removes it, and {@link TemporaryFiles#removeLeftovers} does after a kill. The bytes are
 * not forced to the device without {@link #force()}: after a power cut the file may be missing or short.
 */
public final class AtomicFile implements AutoCloseable {
    private final Path target;
    private final TemporaryFiles.Held temporary;
    private final boolean sameReaders;

    private AtomicFile(Path target, TemporaryFiles.Held temporary, boolean sameReaders) {
        this.target = target;
        this.temporary = temporary;
        this.sameReaders = sameReaders;
    }

    /** For its owner alone, whatever it replaces. */
    public static AtomicFile create(Path target) throws IOException {
        return create(target, false);
    }

    /** For whoever may read or write what it replaces, as far as the system lets that be kept. */
    public static AtomicFile successor(Path target) throws IOException {
        return create(target, true);
    }

    private static AtomicFile create(Path target, boolean sameReaders) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || Files.isDirectory(absolute)) {
            throw new IllegalArgumentException("The target is a directory, not a file");
        }
        return new AtomicFile(absolute, TemporaryFiles.create(directory), sameReaders);
    }

    public FileChannel channel() {
        return temporary.channel();
    }

    /** Waits for the device: before {@link #commit} where what is replaced is the only other copy. */
    public void force() throws IOException {
        temporary.channel().force(true);
    }

    /** Gives the file its name, replacing what has it. */
    public void commit() throws IOException {
        // First: some file systems report only here that the device was full.
        temporary.channel().close();
        if (sameReaders) {
            FileMode.copy(target, temporary.path());
        }
        Files.move(temporary.path(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        temporary.remove();
    }
}
