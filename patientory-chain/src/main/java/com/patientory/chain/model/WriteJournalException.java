package com.patientory.chain.model;

import java.nio.file.Path;

/** A writer's journal cannot be used: in use by another writer, of another chain or writer, or damaged. */
public final class WriteJournalException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the journal. */
    public enum Reason {
        /** Another process or writer holds it. */
        IN_USE,
        /** It was begun by another writer, on another network or on a network that was begun anew. */
        FOREIGN,
        /** A length, checksum or record is wrong in a way that an interrupted append does not leave behind. */
        DAMAGED,
        /** The disk or the database refused. */
        IO
    }

    /** The reason. */
    private final Reason reason;

    /**
     * Carries the reason and the file.
     *
     * @param reason the reason
     * @param file the journal
     * @param detail what was found
     */
    public WriteJournalException(Reason reason, Path file, String detail) {
        this(reason, file.toString(), detail);
    }

    /**
     * Carries the reason and the journal's name.
     *
     * @param reason the reason
     * @param journal the file's path, or chain, genesis and writer of a journal in a database
     * @param detail what was found
     */
    public WriteJournalException(Reason reason, String journal, String detail) {
        super("journal " + journal + ", " + reason + ": " + detail);
        this.reason = reason;
    }

    /**
     * Returns the reason.
     *
     * @return one of a closed list
     */
    public Reason reason() {
        return reason;
    }
}
