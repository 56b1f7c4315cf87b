package com.patientory.examples.fhirserver.internal.rest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client wants a Binary as: its own type, or wrapped as a FHIR resource (FHIR R4, 2.36.0.1). */
enum Negotiation {
    /** The bytes themselves. */
    RAW,
    /** A Binary resource in JSON. */
    JSON,
    /** A Binary resource in XML. */
    XML;

    /** The most wanted type decides; plain application/xml is a C-CDA's own type, so it asks for the bytes. */
    static Negotiation of(@Nullable String accept, @Nullable String format) {
        if (format != null) {
            return format.toLowerCase(Locale.ROOT).contains("xml") ? XML : JSON;
        }
        if (accept == null) {
            return RAW;
        }
        List<String> types = Arrays.stream(accept.toLowerCase(Locale.ROOT).split(","))
                .sorted(Comparator.comparingDouble(Negotiation::quality).reversed())
                .map(range -> range.split(";", 2)[0].strip())
                .toList();
        return switch (types.get(0)) {
            case "application/fhir+json", "application/json", "text/json" -> JSON;
            case "application/fhir+xml" -> XML;
            default -> RAW;
        };
    }

    private static double quality(String range) {
        int q = range.indexOf("q=");
        if (q < 0) {
            return 1;
        }
        try {
            return Double.parseDouble(range.substring(q + 2).split(";", 2)[0].strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
