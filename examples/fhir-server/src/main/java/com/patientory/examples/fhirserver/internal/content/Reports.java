package com.patientory.examples.fhirserver.internal.content;

import com.patientory.examples.fhirserver.Markers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;

/** Prints a person's latest laboratory days as PDF files, as a hospital's laboratory would. */
public final class Reports {
    private static final int DAYS = 2;

    private Reports() {}

    /** A laboratory day on paper. */
    public record Report(LocalDate day, Instant issued, Content pdf) {}

    /** The reports of the last two days on which something was measured; none without observations. */
    public static List<Report> of(Patient patient, List<Observation> laboratory) {
        Map<LocalDate, List<Observation>> days = laboratory.stream()
                .collect(Collectors.groupingBy(
                        o -> LocalDate.ofInstant(measured(o), ZoneOffset.UTC), TreeMap::new, Collectors.toList()));
        return days.entrySet().stream()
                .sorted(Map.Entry.<LocalDate, List<Observation>>comparingByKey().reversed())
                .limit(DAYS)
                .map(day -> report(patient, day.getKey(), day.getValue()))
                .toList();
    }

    private static Instant measured(Observation observation) {
        return observation.getEffectiveDateTimeType().getValue().toInstant();
    }

    private static Report report(Patient patient, LocalDate day, List<Observation> observations) {
        List<String> lines = new ArrayList<>();
        lines.add("LABORATORY REPORT   " + day);
        lines.add("");
        lines.add("Patient: " + patient.getNameFirstRep().getNameAsSingleString());
        lines.add("Date of birth: " + patient.getBirthDateElement().getValueAsString());
        lines.add("Record number: " + patient.getIdElement().getIdPart());
        lines.add("");
        observations.stream()
                .map(o -> o.getCode().getText() + ":   " + value(o.getValue()))
                .sorted()
                .forEach(lines::add);
        lines.add("");
        lines.add(Markers.PDF);
        Instant issued = observations.stream()
                .map(Reports::measured)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Report(day, issued, Content.of("application/pdf", PdfWriter.write(lines)));
    }

    private static String value(Type value) {
        if (value instanceof Quantity quantity) {
            return quantity.getValue() + " " + quantity.getUnit();
        }
        return value instanceof CodeableConcept concept ? concept.getText() : "see the record";
    }
}
