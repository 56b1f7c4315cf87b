package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.ehr.spi.Change;
import com.patientory.ehr.spi.ContentHash;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.PatientRef;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns one DocumentReference (FHIR R4) into changes: one document for each attachment. */
final class DocumentReader {
    /** Before the attachment's address. */
    static final String URL = "url:";
    /** Before the place of data that lies in the resource itself. */
    static final String INLINE = "inline:";
    /** There is nothing to open. */
    static final String NOTHING = "none:";

    private static final String LOINC = "http://loinc.org";
    private static final String IN_ERROR = "entered-in-error";

    private final PatientRef patient;

    DocumentReader(PatientRef patient) {
        this.patient = patient;
    }

    List<Change> changes(JsonNode resource) {
        String id = Json.text(resource, "id");
        if (Json.text(resource, "status").equals(IN_ERROR)
                || Json.text(resource, "docStatus").equals(IN_ERROR)) {
            return List.of(new Change.Withdrawn(patient, prefix(id), Change.Reason.ENTERED_IN_ERROR));
        }
        List<Change> changes = new ArrayList<>();
        JsonNode contents = resource.path("content");
        for (int i = 0; i < contents.size(); i++) {
            JsonNode attachment = contents.get(i).path("attachment");
            changes.add(new Change.Present(new DocumentRef(
                    patient,
                    prefix(id) + i,
                    version(resource),
                    content(attachment, id + "/" + i),
                    info(resource, attachment))));
        }
        return changes;
    }

    static String prefix(String id) {
        return "DocumentReference/" + id + "#";
    }

    static String version(JsonNode resource) {
        String version = Json.text(resource.path("meta"), "versionId");
        return version.isEmpty() ? Json.text(resource.path("meta"), "lastUpdated") : version;
    }

    private static DocumentRef.Content content(JsonNode attachment, String place) {
        String url = Json.text(attachment, "url");
        String locator = NOTHING;
        if (attachment.path("data").isTextual()) {
            locator = INLINE + place;
        } else if (!url.isEmpty()) {
            locator = URL + url;
        }
        JsonNode size = attachment.path("size");
        long sizeBytes = size.isIntegralNumber() && size.longValue() >= 0 ? size.longValue() : DocumentRef.UNKNOWN_SIZE;
        return new DocumentRef.Content(locator, Json.text(attachment, "contentType"), sizeBytes, hash(attachment));
    }

    /** A hash that is not the base64 of a SHA-1 cannot be checked, so it is taken as absent. */
    private static @Nullable ContentHash hash(JsonNode attachment) {
        try {
            byte[] hash = Base64.getDecoder().decode(Json.text(attachment, "hash"));
            return hash.length == 20 ? ContentHash.sha1(hash) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static DocumentRef.Info info(JsonNode resource, JsonNode attachment) {
        String code = "";
        String words = Json.text(resource.path("type"), "text");
        for (JsonNode coding : resource.path("type").path("coding")) {
            if (Json.text(coding, "system").equals(LOINC) && code.isEmpty()) {
                code = Json.text(coding, "code");
                words = words.isEmpty() ? Json.text(coding, "display") : words;
            }
        }
        String title = Json.text(attachment, "title");
        String created = Json.text(attachment, "creation");
        return new DocumentRef.Info(
                title.isEmpty() ? Json.text(resource, "description") : title,
                code,
                words,
                Json.instant(created.isEmpty() ? Json.text(resource, "date") : created)
                        .orElse(null));
    }
}
