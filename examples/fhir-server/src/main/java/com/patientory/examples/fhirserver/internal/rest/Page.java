package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import com.patientory.examples.fhirserver.internal.content.Population.Entry;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** A search's result: HAPI asks for one page of it after another, and only that page is parsed. */
final class Page implements IBundleProvider {
    private final Records records;
    private final List<Entry> found;
    private final UnaryOperator<Resource> finish;
    private final InstantType published = InstantType.now();

    Page(Records records, List<Entry> found, UnaryOperator<Resource> finish) {
        this.records = records;
        this.found = found;
        this.finish = finish;
    }

    Page(Records records, List<Entry> found) {
        this(records, found, UnaryOperator.identity());
    }

    @Override
    public List<IBaseResource> getResources(int fromIndex, int toIndex) {
        return found.subList(Math.min(fromIndex, found.size()), Math.min(toIndex, found.size())).stream()
                .<IBaseResource>map(e -> match(finish.apply(records.parse(e))))
                .toList();
    }

    /** Marks what was searched for, as opposed to what was brought along. */
    private static Resource match(Resource resource) {
        ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(resource, BundleEntrySearchModeEnum.MATCH);
        return resource;
    }

    @Override
    public Integer size() {
        return found.size();
    }

    @Override
    public IPrimitiveType<Date> getPublished() {
        return published;
    }

    @Override
    public @Nullable String getUuid() {
        return null;
    }

    @Override
    public @Nullable Integer preferredPageSize() {
        return null;
    }
}
