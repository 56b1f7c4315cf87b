package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.patientory.examples.fhirserver.internal.content.Population.Held;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;

/** Small Binaries as FHIR resources; the {@link BinaryFilter} keeps raw and large ones away from here. */
public final class BinaryProvider implements IResourceProvider {
    private final Records records;

    /** The provider of wrapped Binaries. */
    public BinaryProvider(Records records) {
        this.records = records;
    }

    @Override
    public Class<Binary> getResourceType() {
        return Binary.class;
    }

    /** {@code GET Binary/id} with a FHIR type in Accept. */
    @Read
    public Binary read(@IdParam IdType id) {
        Held held = records.binary(id.getIdPart())
                .filter(h -> h.content().sizeBytes() <= BinaryFilter.MAX_PARSED_BYTES)
                .orElseThrow(() -> new ResourceNotFoundException("no such Binary"));
        Binary binary = new Binary();
        binary.setId(id.toUnqualifiedVersionless());
        binary.setContentType(held.content().contentType());
        try (InputStream in = held.content().open()) {
            binary.setData(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading a Binary", e);
        }
        return binary;
    }
}
