package com.patientory.crypto.error;

/** Authenticated data was altered, cut off, put in another place, or does not belong to what it is presented with. */
public final class IntegrityException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;

    /** The name of the format. */
    private final String format;

    /**
     * Names the format and the failed check.
     *
     * @param format the format's name, such as {@code body-v1}
     * @param reason the check that failed, without any of the data
     */
    public IntegrityException(String format, String reason) {
        super(format + ": " + reason);
        this.format = format;
    }

    /**
     * The format whose check failed.
     *
     * @return the format's name
     */
    public String format() {
        return format;
    }
}
