package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.patientory.examples.fhirserver.SourceDocument;
import com.patientory.examples.fhirserver.internal.content.Content;
import com.patientory.examples.fhirserver.internal.content.Population.Entry;
import com.patientory.examples.fhirserver.internal.content.Population.Held;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Reference;

/** Files documents as a DocumentReference with its Binary, and lists what is filed. */
public final class Filing {
    /** What a document is, in LOINC. */
    public enum Kind {
        /** A laboratory report. */
        LABORATORY("11502-2", "Laboratory report"),
        /** A scan. */
        IMAGING("18748-4", "Diagnostic imaging study"),
        /** Anything that came later. */
        NOTE("34109-9", "Note");

        private final String code;
        private final String display;

        Kind(String code, String display) {
            this.code = code;
            this.display = display;
        }
    }

    private final Records records;

    /** Files into these records. */
    public Filing(Records records) {
        this.records = records;
    }

    /** Files a document; its ids follow from the name, so the same name replaces it. */
    public SourceDocument file(
            String name, String patientId, Kind kind, String title, Instant lastUpdated, Content content) {
        String binaryId = uuid("binary:" + name);
        DocumentReference reference = new DocumentReference();
        reference.setId(uuid("reference:" + name));
        reference.getMeta().setVersionId("1").setLastUpdated(Date.from(lastUpdated));
        reference.setStatus(DocumentReferenceStatus.CURRENT);
        reference.setType(new CodeableConcept(new Coding("http://loinc.org", kind.code, kind.display)));
        reference.addCategory(new CodeableConcept(new Coding(
                "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",
                "clinical-note",
                "Clinical Note")));
        reference.setSubject(new Reference("Patient/" + patientId));
        reference.setDate(Date.from(lastUpdated));
        reference
                .addContent()
                .getAttachment()
                .setContentType(content.contentType())
                .setUrl("Binary/" + binaryId)
                .setSize((int) content.sizeBytes())
                .setTitle(title)
                .setCreation(Date.from(lastUpdated));
        // The content first: who sees the reference must find what it points to.
        records.put(binaryId, new Held(patientId, content));
        String json = records.fhir().newJsonParser().encodeResourceToString(reference);
        String id = reference.getIdElement().getIdPart();
        records.put(new Entry("DocumentReference", id, patientId, lastUpdated, json));
        return new SourceDocument(id, patientId, title, content.contentType(), content.sizeBytes(), content::open);
    }

    /** A person's documents, oldest first. */
    public List<SourceDocument> of(String patientId) {
        return records.list("DocumentReference").stream()
                .filter(e -> e.patientId().equals(patientId))
                .sorted(Comparator.comparing(Entry::lastUpdated).thenComparing(Entry::id))
                .map(e -> document(e, records.parse(e, DocumentReference.class)))
                .toList();
    }

    private SourceDocument document(Entry entry, DocumentReference reference) {
        Attachment attachment = reference.getContentFirstRep().getAttachment();
        Content content = attachment.hasData()
                ? Content.of(attachment.getContentType(), attachment.getData())
                : records.binary(attachment.getUrl().substring("Binary/".length()))
                        .orElseThrow(() -> new ResourceNotFoundException("the Binary of a DocumentReference"))
                        .content();
        return new SourceDocument(
                entry.id(),
                entry.patientId(),
                attachment.getTitle(),
                attachment.getContentType(),
                content.sizeBytes(),
                content::open);
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
