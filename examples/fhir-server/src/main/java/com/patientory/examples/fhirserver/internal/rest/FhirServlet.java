package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** HAPI's servlet with a provider for each type of resource there is. */
public final class FhirServlet extends RestfulServer {
    private static final long serialVersionUID = 1L;
    private static final Set<String> SHARED = Set.of("Organization", "Location", "Practitioner");
    private static final int REMEMBERED_SEARCHES = 100;
    private static final int DEFAULT_PAGE = 20;
    private static final int MAX_PAGE = 200;

    /** Serves these records. */
    @SuppressWarnings("this-escape")
    public FhirServlet(Records records) {
        super(records.fhir());
        List<IResourceProvider> providers = new ArrayList<>();
        providers.add(new BinaryProvider(records));
        for (String type : records.types()) {
            providers.add(provider(records, type));
        }
        setResourceProviders(providers);
        registerInterceptor(new MalformedParameter());
        setDefaultResponseEncoding(EncodingEnum.JSON);
        setImplementationDescription("Patientory example hospital (synthetic people)");
        FifoMemoryPagingProvider paging = new FifoMemoryPagingProvider(REMEMBERED_SEARCHES);
        paging.setDefaultPageSize(DEFAULT_PAGE);
        paging.setMaximumPageSize(MAX_PAGE);
        setPagingProvider(paging);
    }

    private static IResourceProvider provider(Records records, String type) {
        return switch (type) {
            case "Patient" -> new PatientProvider(records);
            case "DocumentReference" -> new DocumentReferenceProvider(records);
            case "Observation" -> new ObservationProvider(records);
            default -> SHARED.contains(type) ? new SharedProvider(records, type) : new RecordProvider(records, type);
        };
    }
}
