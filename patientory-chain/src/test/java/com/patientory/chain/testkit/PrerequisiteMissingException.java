package com.patientory.chain.testkit;

/** A tool that only the user can install is missing; the message says which and what for. */
public final class PrerequisiteMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String prerequisite;

    PrerequisiteMissingException(String prerequisite, String message) {
        super(message);
        this.prerequisite = prerequisite;
    }

    /** Returns the name of the missing tool. */
    public String prerequisite() {
        return prerequisite;
    }
}
