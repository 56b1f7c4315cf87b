package com.patientory.crypto.error;

/** What was imported does not open with this password. An altered file looks the same. */
public final class WrongPasswordException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;

    /** The name of the format. */
    private final String format;

    /**
     * Names the format.
     *
     * @param format the format's name, such as {@code web3 keystore}
     */
    public WrongPasswordException(String format) {
        super("The " + format + " does not open with this password");
        this.format = format;
    }

    /**
     * What was to be opened.
     *
     * @return the format's name
     */
    public String format() {
        return format;
    }
}
