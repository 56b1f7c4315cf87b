package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.ehr.spi.Capabilities;
import com.patientory.ehr.spi.Capabilities.PatientSearch;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Reads a CapabilityStatement (FHIR R4, 4.1). */
final class CapabilityReader {
    private CapabilityReader() {}

    static Capabilities read(JsonNode statement) throws EhrProtocolException {
        if (!Json.is(statement, "CapabilityStatement")) {
            throw new EhrProtocolException(Violation.MALFORMED);
        }
        String version = Json.text(statement, "fhirVersion");
        if (!version.startsWith("4.0")) {
            throw new EhrProtocolException(Violation.UNSUPPORTED);
        }
        Set<String> patient = searchParameters(statement, "Patient");
        EnumSet<PatientSearch> searches = EnumSet.noneOf(PatientSearch.class);
        if (patient.contains("identifier")) {
            searches.add(PatientSearch.IDENTIFIER);
        }
        if (patient.contains("family") && patient.contains("given") && patient.contains("birthdate")) {
            searches.add(PatientSearch.NAME_AND_BIRTH_DATE);
        }
        if (patient.contains("phone") || patient.contains("telecom")) {
            searches.add(PatientSearch.PHONE);
        }
        boolean since = searchParameters(statement, "DocumentReference").contains("_lastUpdated");
        return new Capabilities(version, searches, since);
    }

    private static Set<String> searchParameters(JsonNode statement, String type) {
        Set<String> names = new HashSet<>();
        for (JsonNode rest : statement.path("rest")) {
            for (JsonNode resource : rest.path("resource")) {
                if (Json.text(resource, "type").equals(type)) {
                    resource.path("searchParam").forEach(p -> names.add(Json.text(p, "name")));
                }
            }
        }
        return names;
    }
}
