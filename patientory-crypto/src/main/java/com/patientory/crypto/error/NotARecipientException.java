package com.patientory.crypto.error;

/**
 * The key is not among the recipients that the envelope lists.
 *
 * <p>The list is public, so this tells nothing that the envelope does not. An entry that is listed and does not open is
 * an {@link IntegrityException}, one for every cause.
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
