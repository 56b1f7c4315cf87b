package com.patientory.ehr;

import java.io.IOException;

/** The ledger cannot be used. */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** Another process, or another engine in this one, uses it. */
        LOCKED,
        /** It was written with another key. */
        WRONG_KEY,
        /** The file is something else. */
        NOT_A_LEDGER,
        /** A record in its midst was changed. */
        CORRUPT,
        /** The file system failed. */
        STORAGE
    }

    /** What is wrong. */
    private final Kind kind;

    /** Where in the file. */
    private final long offset;

    LedgerException(Kind kind, long offset) {
        super("ledger " + kind + " at byte " + offset);
        this.kind = kind;
        this.offset = offset;
    }

    /**
     * Tells what is wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Tells where.
     *
     * @return the offset in the file, 0 if it concerns the whole
     */
    public long offset() {
        return offset;
    }
}
