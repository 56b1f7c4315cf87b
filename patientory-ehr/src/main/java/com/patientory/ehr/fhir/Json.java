package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Short ways to the members of a resource; what is absent or of another kind is empty. */
final class Json {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private Json() {}

    static String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isTextual() ? value.textValue() : "";
    }

    static boolean is(JsonNode node, String resourceType) {
        return text(node, "resourceType").equals(resourceType);
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** FHIR's instant, dateTime or date; a date alone is the start of that day in UTC. */
    static Optional<Instant> instant(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return text.length() < 10
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
