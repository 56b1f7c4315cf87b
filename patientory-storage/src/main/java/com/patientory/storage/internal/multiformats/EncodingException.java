package com.patientory.storage.internal.multiformats;

/** An encoding is broken at one place. */
public final class EncodingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** Reports a fault at an offset, in characters or bytes of the input. */
    public EncodingException(int offset, String reason) {
        super(reason);
        this.offset = offset;
    }

    /** Where the input stops being valid. */
    public int offset() {
        return offset;
    }
}
