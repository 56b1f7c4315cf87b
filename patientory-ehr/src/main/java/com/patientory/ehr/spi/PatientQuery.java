package com.patientory.ehr.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a patient before he is found; prints as {@code ***}.
 *
 * @param phone his phone number, or null
 * @param name his name, or null
 * @param birthDate his date of birth, or null
 * @param identifier a record number, or null
 */
public record PatientQuery(
        @Nullable PhoneNumber phone,
        @Nullable Name name,
        @Nullable LocalDate birthDate,
        @Nullable Identifier identifier) {
    /**
     * A name as the patient writes it.
     *
     * @param given the given name
     * @param family the family name
     */
    public record Name(String given, String family) {
        @Override
        public String toString() {
            return "Name[***]";
        }
    }

    /**
     * An identifier within its system, as in FHIR's {@code Identifier}.
     *
     * @param system the system's URI
     * @param value the number
     */
    public record Identifier(String system, String value) {
        @Override
        public String toString() {
            return "Identifier[***]";
        }
    }

    /**
     * Refuses a query that holds nothing to search by.
     *
     * @param phone his phone number
     * @param name his name
     * @param birthDate his date of birth
     * @param identifier a record number
     */
    public PatientQuery {
        if (phone == null && identifier == null && (name == null || birthDate == null)) {
            throw new IllegalArgumentException("a query needs a phone, an identifier, or a name with a birth date");
        }
    }

    /**
     * Searches by phone alone.
     *
     * @param phone the number
     * @return the query
     */
    public static PatientQuery ofPhone(PhoneNumber phone) {
        return new PatientQuery(phone, null, null, null);
    }

    /**
     * Searches by an identifier.
     *
     * @param system the identifier's system
     * @param value the identifier's value
     * @return the query
     */
    public static PatientQuery ofIdentifier(String system, String value) {
        return new PatientQuery(null, null, null, new Identifier(system, value));
    }

    /**
     * Searches by name and date of birth.
     *
     * @param given the given name
     * @param family the family name
     * @param birthDate the date of birth
     * @return the query
     */
    public static PatientQuery ofPerson(String given, String family, LocalDate birthDate) {
        return new PatientQuery(null, new Name(given, family), birthDate, null);
    }

    /**
     * Adds a phone number.
     *
     * @param added the number
     * @return the fuller query
     */
    public PatientQuery withPhone(PhoneNumber added) {
        return new PatientQuery(added, name, birthDate, identifier);
    }

    /**
     * Adds a name and a date of birth.
     *
     * @param given the given name
     * @param family the family name
     * @param born the date of birth
     * @return the fuller query
     */
    public PatientQuery withPerson(String given, String family, LocalDate born) {
        return new PatientQuery(phone, new Name(given, family), born, identifier);
    }

    @Override
    public String toString() {
        return "PatientQuery[***]";
    }
}
