package com.patientory.ehr.spi;

/** A text is not a phone number; the text itself is not kept. */
public final class MalformedPhoneNumberException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The offset of the first character that does not fit. */
    private final int offset;

    /**
     * Names the place and the reason.
     *
     * @param offset the offset of the first character that does not fit
     * @param reason the reason, free of the text
     */
    public MalformedPhoneNumberException(int offset, String reason) {
        super("not a phone number at offset " + offset + ": " + reason);
        this.offset = offset;
    }

    /**
     * Tells where the text stopped being a phone number.
     *
     * @return the offset in characters
     */
    public int offset() {
        return offset;
    }
}
