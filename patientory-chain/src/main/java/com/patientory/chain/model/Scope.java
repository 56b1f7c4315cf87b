package com.patientory.chain.model;

import java.util.Optional;

/**
 * What a grant covers: the whole vault, files to come included, or one file.
 */
public final class Scope extends Bytes32 {
    private static final Scope WHOLE_VAULT = new Scope(new byte[SIZE_BYTES]);

    private Scope(byte[] value) {
        super(value);
    }

    /**
     * Covers every file, present and future.
     *
     * @return 32 zero bytes on the chain
     */
    public static Scope wholeVault() {
        return WHOLE_VAULT;
    }

    /**
     * Covers one file.
     *
     * @param file the file
     * @return its id on the chain
     * @throws IllegalArgumentException for an id of zeros, which no file has and which would mean the whole vault
     */
    public static Scope of(FileId file) {
        Scope scope = new Scope(file.bytes());
        if (scope.equals(WHOLE_VAULT)) {
            throw new IllegalArgumentException("no file has the id " + file);
        }
        return scope;
    }

    /**
     * Reads a scope as it stands on the chain.
     *
     * @param bytes 32 bytes
     * @return the whole vault for zeros, a file otherwise
     */
    public static Scope of(byte[] bytes) {
        return new Scope(bytes);
    }

    /**
     * Returns the one file.
     *
     * @return empty for the whole vault
     */
    public Optional<FileId> file() {
        return equals(WHOLE_VAULT) ? Optional.empty() : Optional.of(FileId.of(bytes()));
    }
}
