import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a FHIR resource says of itself. */
final class Fhir {
    /** The day on which the population ends. */
    static final Instant REFERENCE = Instant.parse("2026-09-01T00:00:00Z");

    private Fhir() {}

    /** The latest date that the resource tells of, and never later than the day the population ends. */
    static Instant lastChange(JsonObject r) {
        return Stream.of("issued", "date", "recordedDate", "authoredOn", "effectiveDateTime", "occurrenceDateTime", "started")
                .filter(r::has)
                .map(name -> text(r, name))
                .filter(value -> value.length() > 10)
                .map(value -> OffsetDateTime.parse(value).toInstant())
                .filter(instant -> instant.isBefore(REFERENCE))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> period(r));
    }

    private static Instant period(JsonObject r) {
        for (String name : List.of("period", "performedPeriod")) {
            if (r.has(name)) {
                JsonObject period = r.getAsJsonObject(name);
                Instant at = OffsetDateTime.parse(text(period, period.has("end") ? "end" : "start"))
                        .toInstant();
                return at.isBefore(REFERENCE) ? at : REFERENCE;
            }
        }
        return REFERENCE;
    }

    static String type(JsonObject resource) {
        return text(resource, "resourceType");
    }

    static String id(JsonObject resource) {
        return text(resource, "id");
    }

    static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }
}
