package com.patientory.storage.kubo.internal;

/** The text is not JSON. The text itself is not part of the message: it came from elsewhere and is not trusted. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    JsonException(String reason, int offset) {
        super(reason + " at offset " + offset);
        this.offset = offset;
    }

    /**
     * Where the text stops being JSON.
     *
     * @return the offset in characters
     */
    public int offset() {
        return offset;
    }
}
