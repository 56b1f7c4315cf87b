package com.patientory.ehr.spi;

/**
 * A place in a patient's list of changes; only the connector that made it can read it.
 *
 * <p>A cursor may hold identifiers, so it prints as {@code ***} and is stored encrypted.
 *
 * @param value the connector's own text, at most 8,192 characters; empty for the start
 */
public record Cursor(String value) {
    /** The place before everything. */
    public static final Cursor START = new Cursor("");

    private static final int MAX_LENGTH = 8192;

    /**
     * Checks the length.
     *
     * @param value the connector's own text
     */
    public Cursor {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("cursor of " + value.length() + " characters, allowed at most 8192");
        }
    }

    /**
     * Wraps a connector's text.
     *
     * @param value the text
     * @return the cursor
     */
    public static Cursor of(String value) {
        return new Cursor(value);
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "Cursor[START]" : "Cursor[***]";
    }
}
