package com.patientory.ehr.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrUnavailableException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a resource within bounds; a text that ends too early counts as a broken transfer, not as a bad server. */
final class JsonReader {
    static final String FHIR_JSON = "application/fhir+json";
    private static final int MAX_DEPTH = 100;

    private final ObjectMapper mapper;

    JsonReader(int maxBytes) {
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(maxBytes)
                .maxDocumentLength(maxBytes)
                .build();
        mapper = new ObjectMapper(
                JsonFactory.builder().streamReadConstraints(bounds).build());
    }

    /** The signature fits {@link SiteClient.Reader}. */
    JsonNode read(String contentType, InputStream body) throws IOException {
        try (body) {
            if (!MediaTypes.isJson(contentType)) {
                throw new EhrProtocolException(Violation.CONTENT_TYPE);
            }
            JsonNode node = mapper.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw new EhrUnavailableException(EhrUnavailableException.Kind.TRUNCATED, 200, 1);
            }
            if (!node.isObject()) {
                throw new EhrProtocolException(Violation.MALFORMED);
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new EhrProtocolException(Violation.TOO_LARGE);
        } catch (JsonEOFException e) {
            throw new EhrUnavailableException(EhrUnavailableException.Kind.TRUNCATED, 200, 1);
        } catch (JsonProcessingException e) {
            // Its message quotes the text, so it is not kept.
            throw new EhrProtocolException(Violation.MALFORMED);
        }
    }
}
