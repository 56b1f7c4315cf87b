package com.patientory.storage.testkit;

import java.io.IOException;

/** A tool that has to be on the machine is not, or is too old. The message says what to install. */
public final class PrerequisiteMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String tool;

    PrerequisiteMissingException(String tool, String message) {
        super(message);
        this.tool = tool;
    }

    /**
     * What is missing.
     *
     * @return the command's name
     */
    public String tool() {
        return tool;
    }
}
