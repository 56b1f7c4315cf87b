package com.patientory.crypto.error;

/**
 * The envelope does not fit into the room that its {@code .ptoy} file has for it. Nothing was changed; a copy with more
 * room takes it.
 */
public final class HeaderFullException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;

    /** Length of the envelope. */
    private final int envelopeBytes;

    /** Longest envelope that fits. */
    private final int roomBytes;

    /**
     * Names both lengths.
     *
     * @param envelopeBytes the length of the envelope
     * @param roomBytes the longest envelope that fits
     */
    public HeaderFullException(int envelopeBytes, int roomBytes) {
        super("The envelope has " + envelopeBytes + " bytes, the file has room for " + roomBytes);
        this.envelopeBytes = envelopeBytes;
        this.roomBytes = roomBytes;
    }

    /**
     * The length of the envelope that does not fit.
     *
     * @return bytes
     */
    public int envelopeBytes() {
        return envelopeBytes;
    }

    /**
     * The longest envelope that fits.
     *
     * @return bytes
     */
    public int roomBytes() {
        return roomBytes;
    }
}
