package com.patientory.ehr.spi;

import java.util.Set;

/**
 * What a site accepts.
 *
 * @param fhirVersion the version the site states, such as {@code 4.0.1}
 * @param patientSearches the combinations a patient may be searched by
 * @param changesSince whether the site says that it can list only what changed since an instant
 */
public record Capabilities(String fhirVersion, Set<PatientSearch> patientSearches, boolean changesSince) {
    /** A combination that a site accepts when a patient is searched, strongest first. */
    public enum PatientSearch {
        /** A record number or another identifier with its system. */
        IDENTIFIER,
        /** Family name, given name and date of birth. */
        NAME_AND_BIRTH_DATE,
        /** A phone number alone. */
        PHONE
    }

    /**
     * Copies the set.
     *
     * @param fhirVersion the version the site states
     * @param patientSearches the combinations a patient may be searched by
     * @param changesSince whether the site says that it can list only what changed since an instant
     */
    public Capabilities {
        patientSearches = Set.copyOf(patientSearches);
    }
}
