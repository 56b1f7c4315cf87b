package com.patientory.examples.onboarding;

/**
 * A patient as one hospital knows him. Prints as asterisks.
 *
 * @param hospital the hospital's public id
 * @param patientId the record number in that hospital's system
 */
public record PatientHandle(String hospital, String patientId) {
    @Override
    public String toString() {
        return "PatientHandle[hospital=" + hospital + ", patientId=***]";
    }
}
