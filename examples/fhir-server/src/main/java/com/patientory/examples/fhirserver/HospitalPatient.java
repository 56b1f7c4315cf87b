package com.patientory.examples.fhirserver;

import java.time.LocalDate;
import java.util.List;

/**
 * One of the hospital's synthetic people, as its registration desk knows them.
 *
 * @param id the logical id of the Patient resource
 * @param medicalRecordNumber the hospital's record number
 * @param given the first given name
 * @param family the family name
 * @param birthDate the date of birth
 * @param gender FHIR's administrative gender code
 * @param phones the telephone numbers exactly as the hospital spells them
 */
public record HospitalPatient(
        String id,
        String medicalRecordNumber,
        String given,
        String family,
        LocalDate birthDate,
        String gender,
        List<String> phones) {

    /**
     * Copies the list.
     *
     * @param id the logical id of the Patient resource
     * @param medicalRecordNumber the hospital's record number
     * @param given the first given name
     * @param family the family name
     * @param birthDate the date of birth
     * @param gender FHIR's administrative gender code
     * @param phones the telephone numbers exactly as the hospital spells them
     */
    public HospitalPatient {
        phones = List.copyOf(phones);
    }

    /** Tells nothing about the person, so that no log does. */
    @Override
    public String toString() {
        return "HospitalPatient[***]";
    }
}
