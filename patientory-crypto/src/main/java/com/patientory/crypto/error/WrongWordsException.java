package com.patientory.crypto.error;

/**
 * A sealed private key does not open with these words.
 *
 * <p>An altered blob looks the same: the format cannot tell a wrong password from a damaged wrapped key.
 */
public final class WrongWordsException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;

    /** The sealed key. */
    private final String kid;

    /**
     * Names the sealed key.
     *
     * @param kid the key id in the blob's header
     */
    public WrongWordsException(String kid) {
        super("The sealed key " + kid + " does not open with these words");
        this.kid = kid;
    }

    /**
     * The sealed key.
     *
     * @return the key id in the blob's header
     */
    public String kid() {
        return kid;
    }
}
