package com.patientory.examples.hospital;

import com.patientory.chain.model.FileId;
import com.patientory.crypto.WalletAddress;

/** The node does not hand a record out. */
public final class AccessRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** No live grant with READ stands on the chain. */
        MISSING_GRANT("no live grant to read this file"),
        /** The challenge is unknown, used or too old. */
        STALE_CHALLENGE("the challenge is unknown, used or older than two minutes"),
        /** The vault has no such file. */
        UNKNOWN_FILE("the vault has no such file");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;
    private final transient WalletAddress clinician;
    private final transient FileId file;

    AccessRefusedException(Reason reason, WalletAddress clinician, FileId file) {
        super(clinician + ": " + reason.text);
        this.reason = reason;
        this.clinician = clinician;
        this.file = file;
    }

    /**
     * Why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Who was refused.
     *
     * @return the wallet that signed the challenge
     */
    public WalletAddress clinician() {
        return clinician;
    }

    /**
     * Which file.
     *
     * @return its id
     */
    public FileId file() {
        return file;
    }
}
