package com.patientory.storage;

import java.nio.file.Path;

/** Another process, or this one, has the directory of a local store open. */
public final class StoreLockedException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Path directory;

    /**
     * Reports a directory in use.
     *
     * @param directory the store's directory
     */
    public StoreLockedException(Path directory) {
        super("store directory " + directory + " is open elsewhere", null);
        this.directory = directory;
    }

    /**
     * The directory in use.
     *
     * @return the path as it was given
     */
    public Path directory() {
        return directory;
    }
}
