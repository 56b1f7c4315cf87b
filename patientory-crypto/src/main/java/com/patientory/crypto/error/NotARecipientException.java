package com.patientory.crypto.error;

/**
 * The key does not open this envelope.
 *
 * <p>Deliberately one error for every cause: the key is not listed, or its entry does not unwrap.
 */
public final class NotARecipientException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;

    /** The key that was tried. */
    private final String kid;

    /**
     * Names the key.
     *
     * @param kid the RFC 7638 thumbprint of the key that was tried
     */
    public NotARecipientException(String kid) {
        super("The key " + kid + " does not open this envelope");
        this.kid = kid;
    }

    /**
     * The key that was tried.
     *
     * @return its RFC 7638 thumbprint
     */
    public String kid() {
        return kid;
    }
}
