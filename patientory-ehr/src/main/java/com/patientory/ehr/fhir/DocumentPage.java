package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.ehr.spi.Change;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.PatientMixupException;
import com.patientory.ehr.spi.PatientRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One page of DocumentReferences: refused as a whole if anything on it belongs to another patient. */
final class DocumentPage {
    private final PatientRef patient;
    private final String base;
    private final DocumentReader reader;
    private final Set<Change> changes = new LinkedHashSet<>();
    private Instant newest = Instant.EPOCH;
    private final Set<String> ids = new HashSet<>();
    private int foreign;
    private boolean whole = true;

    private DocumentPage(PatientRef patient, String base) {
        this.patient = patient;
        this.base = base;
        this.reader = new DocumentReader(patient);
    }

    static DocumentPage read(JsonNode bundle, PatientRef patient, String base)
            throws EhrProtocolException, PatientMixupException {
        if (!Json.is(bundle, "Bundle")) {
            throw new EhrProtocolException(Violation.MALFORMED);
        }
        DocumentPage page = new DocumentPage(patient, base);
        bundle.path("entry").forEach(page::entry);
        if (page.foreign > 0) {
            throw new PatientMixupException(page.foreign);
        }
        return page;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    Instant newest() {
        return newest;
    }

    /** How many documents are on the page; one that is listed twice counts once. */
    int matches() {
        return ids.size();
    }

    boolean whole() {
        return whole;
    }

    private void entry(JsonNode entry) {
        JsonNode resource = entry.path("resource");
        if (Json.is(resource, "OperationOutcome")) {
            resource.path("issue").forEach(this::issue);
        } else if (Json.is(resource, "DocumentReference")) {
            ids.add(Json.text(resource, "id"));
            document(resource);
        } else if (resource.isMissingNode()
                && Json.text(entry.path("request"), "method").equals("DELETE")) {
            deleted(Json.text(entry.path("request"), "url"));
        }
    }

    private void issue(JsonNode issue) {
        String severity = Json.text(issue, "severity");
        whole &= !severity.equals("error") && !severity.equals("fatal");
        whole &= !Json.text(issue, "code").equals("incomplete");
    }

    private void document(JsonNode resource) {
        if (!isPatients(resource)) {
            foreign++;
        } else if (!Json.isId(Json.text(resource, "id"))) {
            whole = false;
        } else {
            Json.instant(Json.text(resource.path("meta"), "lastUpdated")).ifPresent(this::seen);
            changes.addAll(reader.changes(resource));
        }
    }

    private void deleted(String url) {
        String[] parts = url.split("/", -1);
        if (parts.length == 2 && parts[0].equals("DocumentReference") && Json.isId(parts[1])) {
            changes.add(new Change.Withdrawn(patient, DocumentReader.prefix(parts[1]), Change.Reason.DELETED));
        }
    }

    private void seen(Instant changed) {
        newest = changed.isAfter(newest) ? changed : newest;
    }

    /** Relative or absolute, with or without a version; a reference without a type or to nobody is not his. */
    private boolean isPatients(JsonNode resource) {
        String subject = Json.text(resource.path("subject"), "reference");
        String relative = subject.startsWith(base) ? subject.substring(base.length()) : subject;
        int version = relative.indexOf("/_history/");
        String unversioned = version < 0 ? relative : relative.substring(0, version);
        return unversioned.equals("Patient/" + patient.id());
    }
}
