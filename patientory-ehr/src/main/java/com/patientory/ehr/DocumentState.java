package com.patientory.ehr;

import java.util.Optional;

/** Where a document stands; the codes are those of the ledger. */
enum DocumentState {
    /** Known, nothing kept of it. */
    DISCOVERED(1, false),
    /** Its sealed bytes are on the sink's stable storage. */
    SEALED(2, true),
    /** Its sealed bytes are where they belong. */
    STORED(3, true),
    /** The patient knows of it: done. */
    ANCHORED(4, true),
    /** A new version with the content of an anchored one: done. */
    UNCHANGED(5, true),
    /** Set aside with a reason. */
    QUARANTINED(6, true),
    /** The site took it back. */
    WITHDRAWN(7, true);

    private final int code;
    private final boolean settled;

    DocumentState(int code, boolean settled) {
        this.code = code;
        this.settled = settled;
    }

    int code() {
        return code;
    }

    /** Whether the ledger alone suffices to finish it, so that the cursor may pass it. */
    boolean settled() {
        return settled;
    }

    /** Whether there is a stage left that needs the sink only. */
    boolean pending() {
        return this == SEALED || this == STORED;
    }

    static Optional<DocumentState> of(int code) {
        for (DocumentState state : values()) {
            if (state.code == code) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
