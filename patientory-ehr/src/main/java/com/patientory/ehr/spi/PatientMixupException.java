package com.patientory.ehr.spi;

/** A page about one patient holds something of another, or of nobody: nothing more may be taken over for him. */
public final class PatientMixupException extends EhrException {
    private static final long serialVersionUID = 1L;

    /** The number of entries that are not the patient's. */
    private final int foreignEntries;

    /**
     * Counts what does not belong.
     *
     * @param foreignEntries the number of entries that are not the patient's
     */
    public PatientMixupException(int foreignEntries) {
        super("entries of another patient on a page: " + foreignEntries);
        this.foreignEntries = foreignEntries;
    }

    /**
     * Tells how many entries did not belong.
     *
     * @return the number
     */
    public int foreignEntries() {
        return foreignEntries;
    }
}
