package com.patientory.crypto.error;

import java.util.OptionalLong;

/** The input does not have the form that its format demands; it was refused before any of it was used. */
public final class MalformedException extends PatientoryCryptoException {
    private static final long serialVersionUID = 1L;

    /** The name of the format. */
    private final String format;

    /** Where, or -1. */
    private final long offset;

    /** What is wrong. */
    private final String reason;

    private MalformedException(String format, long offset, String reason) {
        super(format + (offset < 0 ? "" : " at offset " + offset) + ": " + reason);
        this.format = format;
        this.offset = offset;
        this.reason = reason;
    }

    /**
     * Input that is wrong as a whole.
     *
     * @param format the format's name, such as {@code envelope-v1}
     * @param reason what is wrong, without any of the input
     * @return the exception, to be thrown
     */
    public static MalformedException of(String format, String reason) {
        return new MalformedException(format, -1, reason);
    }

    /**
     * Input that is wrong at one place.
     *
     * @param format the format's name, such as {@code envelope-v1}
     * @param offset where, counted from 0 in bytes, or in characters where the input is text
     * @param reason what is wrong, without any of the input
     * @return the exception, to be thrown
     */
    public static MalformedException at(String format, long offset, String reason) {
        return new MalformedException(format, Math.max(0, offset), reason);
    }

    /**
     * The format that was expected.
     *
     * @return the format's name
     */
    public String format() {
        return format;
    }

    /**
     * The place of the fault.
     *
     * @return bytes (characters of a text) before the fault, or empty where the fault has no single place
     */
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /**
     * What is wrong.
     *
     * @return one phrase, free of input
     */
    public String reason() {
        return reason;
    }
}
