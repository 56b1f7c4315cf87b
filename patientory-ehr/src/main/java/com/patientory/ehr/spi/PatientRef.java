package com.patientory.ehr.spi;

/**
 * A patient as one site names him; prints as {@code ***}.
 *
 * @param id the site's own identifier of the patient, 1 to 64 characters
 */
public record PatientRef(String id) {
    private static final int MAX_LENGTH = 64;

    /**
     * Checks the length.
     *
     * @param id the site's own identifier of the patient
     */
    public PatientRef {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("patient id of " + id.length() + " characters, allowed 1 to 64");
        }
    }

    /**
     * Wraps a site's identifier.
     *
     * @param id the identifier
     * @return the reference
     */
    public static PatientRef of(String id) {
        return new PatientRef(id);
    }

    @Override
    public String toString() {
        return "PatientRef[***]";
    }
}
