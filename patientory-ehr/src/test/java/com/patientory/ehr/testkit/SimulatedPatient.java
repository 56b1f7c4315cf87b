package com.patientory.ehr.testkit;

import java.util.List;

/**
 * A patient of the simulator.
 *
 * @param id the identifier
 * @param given the given name
 * @param family the family name
 * @param birthDate the date of birth, such as {@code 1970-01-31}
 * @param phones phone numbers as the site writes them; one that begins with {@code old:} is outdated
 */
public record SimulatedPatient(String id, String given, String family, String birthDate, List<String> phones) {}
