package com.patientory.storage;

/** Text or bytes that should be a {@link Cid} are not one. */
public final class CidFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient int offset;

    /**
     * Reports where and why parsing stopped.
     *
     * @param offset the place, in characters of the text or bytes of the binary form, from 0
     * @param reason what is wrong there
     */
    public CidFormatException(int offset, String reason) {
        super("not a CID, at offset " + offset + ": " + reason);
        this.offset = offset;
    }

    /**
     * Where parsing stopped.
     *
     * @return the offset in characters of the text or bytes of the binary form, from 0
     */
    public int offset() {
        return offset;
    }
}
