package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.annotation.IncludeParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** DocumentReferences, searched as US Core asks; may bring the patient along. */
public final class DocumentReferenceProvider extends SharedProvider {
    /** The provider of document references. */
    public DocumentReferenceProvider(Records records) {
        super(records, "DocumentReference");
    }

    /** {@code GET DocumentReference?patient=...&_lastUpdated=gt...}. */
    @Search
    public IBundleProvider search(
            @OptionalParam(name = "_id") @Nullable TokenOrListParam ids,
            @OptionalParam(name = "patient") @Nullable ReferenceParam patient,
            @OptionalParam(name = "subject") @Nullable ReferenceParam subject,
            @OptionalParam(name = "status") @Nullable TokenOrListParam status,
            @OptionalParam(name = "type") @Nullable TokenOrListParam kind,
            @OptionalParam(name = "category") @Nullable TokenOrListParam category,
            @OptionalParam(name = "date") @Nullable DateRangeParam date,
            @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated,
            @IncludeParam(allow = {"DocumentReference:patient", "DocumentReference:subject"}) Set<Include> includes,
            @Sort @Nullable SortSpec sort) {
        Query query = new Query(records, type)
                .ids(ids)
                .patient(patient)
                .patient(subject)
                .lastUpdated(lastUpdated);
        if (status != null || kind != null || category != null || date != null) {
            query.resource(
                    DocumentReference.class,
                    d -> Tokens.code(status, d.getStatus().toCode())
                            && Tokens.concepts(kind, List.of(d.getType()))
                            && Tokens.concepts(category, d.getCategory())
                            && (date == null || Query.within(date, d.getDate().toInstant())));
        }
        return includes.isEmpty()
                ? new Page(records, query.run(sort))
                : new Page(records, query.run(sort), this::withPatient);
    }

    /** HAPI puts what a reference points to into the bundle once. */
    private Resource withPatient(Resource resource) {
        DocumentReference document = (DocumentReference) resource;
        String patientId = document.getSubject().getReferenceElement().getIdPart();
        records.find("Patient", patientId).ifPresent(p -> document.getSubject().setResource(records.parse(p)));
        return document;
    }
}
