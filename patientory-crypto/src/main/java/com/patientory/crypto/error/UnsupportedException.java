package com.patientory.crypto.error;

/** The input is well formed and asks for something that this version deliberately does not do. */
public final class UnsupportedException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;
    private static final int FOUND_MAX_CHARS = 64;

    /** Format and field. */
    private final String feature;

    /** The value in the input, masked. */
    private final String found;

    /** What would be accepted. */
    private final String supported;

    /**
     * Names what was asked for and what would be accepted.
     *
     * @param feature the format and the field, such as {@code keystore-v1 alg}
     * @param found the value in the input; anything but printable ASCII is masked, and it is cut to 64 characters
     * @param supported the values that are accepted
     */
    public UnsupportedException(String feature, String found, String supported) {
        super(feature + " is " + printable(found) + ", supported is " + supported);
        this.feature = feature;
        this.found = printable(found);
        this.supported = supported;
    }

    private static String printable(String text) {
        String cut = text.length() > FOUND_MAX_CHARS ? text.substring(0, FOUND_MAX_CHARS) : text;
        return cut.replaceAll("[^ -~]", "?");
    }

    /**
     * The field.
     *
     * @return format and field
     */
    public String feature() {
        return feature;
    }

    /**
     * The value in the input.
     *
     * @return at most 64 printable characters of it
     */
    public String found() {
        return found;
    }

    /**
     * The values that are accepted.
     *
     * @return them, in words
     */
    public String supported() {
        return supported;
    }
}
