package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import org.jspecify.annotations.Nullable;

/** Resources of a type in the patient's compartment, searched by patient and last change. */
public final class RecordProvider extends SharedProvider {
    /** A provider of one type. */
    public RecordProvider(Records records, String type) {
        super(records, type);
    }

    /** {@code GET Type?patient=...}. */
    @Search
    public IBundleProvider search(
            @OptionalParam(name = "_id") @Nullable TokenOrListParam ids,
            @OptionalParam(name = "patient") @Nullable ReferenceParam patient,
            @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated,
            @Sort @Nullable SortSpec sort) {
        return new Page(
                records,
                new Query(records, type)
                        .ids(ids)
                        .patient(patient)
                        .lastUpdated(lastUpdated)
                        .run(sort));
    }
}
