package com.patientory.ehr.spi;

/**
 * A patient that fits a query.
 *
 * @param patient the patient
 * @param grade how sure it is
 * @param score the weight of what agreed, 0 to 100
 * @param masked what may be shown of him
 */
public record PatientMatch(PatientRef patient, Grade grade, int score, MaskedCandidate masked) {
    /** How sure a match is, in the words of FHIR's {@code match-grade}. */
    public enum Grade {
        /** A strong identifier, or name and date of birth, agreed and nothing disagreed. */
        CERTAIN,
        /** What was asked agreed, but more than one person may share it, as with a phone number. */
        PROBABLE,
        /** Something agreed and something did not, or it agreed only with an old entry. */
        POSSIBLE,
        /** Something that does not change, such as the date of birth, disagreed. */
        CERTAINLY_NOT
    }
}
