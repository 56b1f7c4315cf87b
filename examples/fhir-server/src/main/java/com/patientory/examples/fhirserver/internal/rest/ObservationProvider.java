package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/** Observations, searched also by category, code and date, as US Core asks. */
public final class ObservationProvider extends SharedProvider {
    /** The provider of observations. */
    public ObservationProvider(Records records) {
        super(records, "Observation");
    }

    /** {@code GET Observation?patient=...&category=laboratory}. */
    @Search
    public IBundleProvider search(
            @OptionalParam(name = "_id") @Nullable TokenOrListParam ids,
            @OptionalParam(name = "patient") @Nullable ReferenceParam patient,
            @OptionalParam(name = "category") @Nullable TokenOrListParam category,
            @OptionalParam(name = "code") @Nullable TokenOrListParam code,
            @OptionalParam(name = "date") @Nullable DateRangeParam date,
            @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam lastUpdated,
            @Sort @Nullable SortSpec sort) {
        Query query = new Query(records, type).ids(ids).patient(patient).lastUpdated(lastUpdated);
        if (category != null || code != null || date != null) {
            query.resource(
                    Observation.class,
                    o -> Tokens.concepts(category, o.getCategory())
                            && Tokens.concepts(code, List.of(o.getCode()))
                            && (date == null
                                    || Query.within(
                                            date,
                                            o.getEffectiveDateTimeType()
                                                    .getValue()
                                                    .toInstant())));
        }
        return new Page(records, query.run(sort));
    }
}
