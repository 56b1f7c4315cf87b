package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** Reads resources of one type by id: enough for organisations, places and practitioners. */
public class SharedProvider implements IResourceProvider {
    final Records records;
    final String type;

    /** A provider of one type. */
    public SharedProvider(Records records, String type) {
        this.records = records;
        this.type = type;
    }

    @Override
    public final Class<? extends IBaseResource> getResourceType() {
        return records.fhir().getResourceDefinition(type).getImplementingClass();
    }

    /** {@code GET Type/id}. */
    @Read
    public Resource read(@IdParam IdType id) {
        return records.find(type, id.getIdPart())
                .map(records::parse)
                .orElseThrow(() -> new ResourceNotFoundException("no such " + type));
    }
}
