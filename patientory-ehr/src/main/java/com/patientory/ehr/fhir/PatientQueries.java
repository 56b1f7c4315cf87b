package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.Capabilities.PatientSearch;
import com.patientory.ehr.spi.PatientQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes FHIR searches for patients (FHIR R4, 3.1.1). */
final class PatientQueries {
    private PatientQueries() {}

    static String of(PatientSearch search, PatientQuery query) {
        String condition = switch (search) {
            case IDENTIFIER -> identifier(Objects.requireNonNull(query.identifier()));
            case NAME_AND_BIRTH_DATE -> {
                PatientQuery.Name name = Objects.requireNonNull(query.name());
                yield "family=" + value(name.family()) + "&given=" + value(name.given()) + "&birthdate="
                        + query.birthDate();
            }
            // One request for all spellings: a comma is FHIR's "or".
            case PHONE ->
                "phone="
                        + Objects.requireNonNull(query.phone()).spellings().stream()
                                .map(PatientQueries::value)
                                .collect(Collectors.joining(","));
        };
        return "Patient?" + condition + "&_count=50";
    }

    private static String identifier(PatientQuery.Identifier identifier) {
        return "identifier=" + value(identifier.system()) + "%7C" + value(identifier.value());
    }

    /** FHIR's escapes for its own separators, then the URL's. */
    static String value(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("$", "\\$")
                .replace("|", "\\|");
        return URLEncoder.encode(escaped, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
