package com.patientory.examples.fhirserver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** The server as a client sees it, compared with what it says it holds. */
class FhirServerTest extends ServedHospital {
    // ---- documents ----

    @Test
    void documents_ofEveryPerson_comeOutByteForByte() throws Exception {
        int compared = 0;
        for (HospitalPatient patient : server.patients()) {
            List<SourceDocument> held = server.documents(patient.id());
            List<DocumentReference> found =
                    client.search(DocumentReference.class, "DocumentReference?patient=" + patient.id() + "&_count=7");
            assertEquals(
                    held.stream().map(SourceDocument::id).sorted().toList(),
                    found.stream()
                            .map(d -> d.getIdElement().getIdPart())
                            .sorted()
                            .toList());
            for (DocumentReference reference : found) {
                SourceDocument source = held.stream()
                        .filter(d -> d.id().equals(reference.getIdElement().getIdPart()))
                        .findFirst()
                        .orElseThrow();
                compare(source, reference.getContentFirstRep().getAttachment());
                compared++;
            }
        }
        assertTrue(compared > 100, () -> "only a few documents");
    }

    private static void compare(SourceDocument source, Attachment attachment) throws Exception {
        byte[] fetched = attachment.hasData() ? attachment.getData() : client.bytes(attachment.getUrl());
        try (InputStream in = source.open()) {
            assertArrayEquals(in.readAllBytes(), fetched);
        }
        assertEquals(source.sizeBytes(), fetched.length);
        assertEquals(source.sizeBytes(), attachment.getSize());
        assertEquals(source.contentType(), attachment.getContentType());
        String marker = marker(source.contentType());
        assertTrue(new String(fetched, StandardCharsets.ISO_8859_1).contains(marker), marker);
    }

    private static String marker(String contentType) {
        return switch (contentType) {
            case "application/xml" -> Markers.CLINICAL_DOCUMENT;
            case "application/pdf" -> Markers.PDF;
            case "application/dicom" -> Markers.IMAGING;
            case "text/plain; charset=utf-8" -> Markers.NOTE;
            default -> throw new AssertionError("a kind of document without a marker");
        };
    }

    @Test
    void documents_overPages_comeOnceEachInTheOrderAsked() throws Exception {
        List<Bundle> pages =
                client.pages("DocumentReference?patient=" + first().id() + "&_count=10&_sort=-_lastUpdated");
        assertTrue(pages.size() > 3);
        List<DocumentReference> all = pages.stream()
                .flatMap(p -> p.getEntry().stream())
                .map(e -> (DocumentReference) e.getResource())
                .toList();
        List<Instant> changes =
                all.stream().map(d -> d.getMeta().getLastUpdated().toInstant()).toList();
        assertEquals(changes.stream().sorted(Comparator.reverseOrder()).toList(), changes);
        assertEquals(
                all.size(),
                all.stream().map(d -> d.getIdElement().getIdPart()).distinct().count());
        assertEquals(server.documents(first().id()).size(), all.size());
    }

    @Test
    void documents_withInclude_bringThePatientOncePerPageMarkedAsSuch() throws Exception {
        Bundle page = client.read(
                Bundle.class,
                "DocumentReference?patient=" + first().id() + "&_count=5&_include=DocumentReference:patient");
        assertEquals(6, page.getEntry().size());
        assertEquals(
                1,
                page.getEntry().stream()
                        .filter(e -> e.getSearch().getMode() == SearchEntryMode.INCLUDE)
                        .filter(e -> e.getResource() instanceof Patient)
                        .count());
    }

    @Test
    void addDocument_afterACursor_isFoundBehindItAndOnlyOnce() throws Exception {
        HospitalPatient patient = server.patients().get(3);
        byte[] text = "A new letter.".getBytes(StandardCharsets.UTF_8);
        String behind = "DocumentReference?patient=" + patient.id() + "&_lastUpdated=gt";
        assertEquals(List.of(), client.search(DocumentReference.class, behind + "2026-09-01T00:00:00.000Z"));

        SourceDocument one = server.addDocument(patient.id(), "Letter", "text/plain", text);
        SourceDocument two = server.addDocument(patient.id(), "Letter", "text/plain", text);

        List<DocumentReference> both = client.search(DocumentReference.class, behind + "2026-09-01T00:00:00.000Z");
        assertEquals(
                Set.of(one.id(), two.id()),
                Set.copyOf(both.stream().map(d -> d.getIdElement().getIdPart()).toList()));
        assertArrayEquals(
                text,
                client.bytes(both.get(0).getContentFirstRep().getAttachment().getUrl()));
        // The clock stands still, yet no two changes share a millisecond, so a cursor on the first shows the second.
        List<DocumentReference> second = client.search(DocumentReference.class, behind + "2026-11-22T10:00:00.123Z");
        assertEquals(
                List.of(two.id()),
                second.stream().map(d -> d.getIdElement().getIdPart()).toList());
        assertEquals(
                2,
                client.search(DocumentReference.class, behind.replace("gt", "ge") + "2026-11-22T10:00:00.123Z")
                        .size());
    }

    @Test
    void addDocument_unknownPatient_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> server.addDocument("nobody", "Letter", "text/plain", new byte[] {1}));
    }

    @Test
    void observations_byCategory_areThatPersonsLaboratoryResults() throws Exception {
        List<Observation> found = client.search(
                Observation.class, "Observation?patient=" + first().id() + "&category=laboratory&_count=200");
        assertTrue(found.size() > 10);
        for (Observation observation : found) {
            assertEquals("Patient/" + first().id(), observation.getSubject().getReference());
            assertEquals(
                    "laboratory",
                    observation.getCategoryFirstRep().getCodingFirstRep().getCode());
        }
    }

    // ---- Binary, three ways ----

    @Test
    void binary_smallAndLargeWrappedInJson_holdTheSameBytes() throws Exception {
        for (String type : List.of("application/xml", "application/dicom")) {
            SourceDocument source = server.documents(first().id()).stream()
                    .filter(d -> d.contentType().equals(type))
                    .findFirst()
                    .orElseThrow();
            String url = client.read(DocumentReference.class, "DocumentReference/" + source.id())
                    .getContentFirstRep()
                    .getAttachment()
                    .getUrl();
            Binary wrapped = client.read(Binary.class, url, "Accept", "application/fhir+json");
            assertEquals(type, wrapped.getContentType());
            try (InputStream in = source.open()) {
                assertArrayEquals(in.readAllBytes(), wrapped.getData());
            }
            HttpResponse<InputStream> raw = client.get(url, "Accept", type);
            raw.body().close();
            assertEquals(type, raw.headers().firstValue("Content-Type").orElseThrow());
            assertEquals(
                    source.sizeBytes(),
                    raw.headers().firstValueAsLong("Content-Length").orElseThrow());
        }
    }

    @Test
    void binary_unknown_isNotFound() throws Exception {
        HttpResponse<InputStream> response = client.get("Binary/00000000-0000-0000-0000-000000000000");
        response.body().close();
        assertEquals(404, response.statusCode());
    }

    // ---- who may ask ----

    @Test
    void bearerToken_missingOrWrong_isRefusedEverywhereButMetadata() throws Exception {
        try (FhirServer closed = FhirServer.start(
                FhirServerOptions.defaults().withImagingSizeBytes(IMAGING_BYTES).withBearerToken("let-me-in"))) {
            Client stranger = new Client(closed.baseUri());
            String binary = "Binary/" + "5845989e-211c-33ed-89f3-32df04f959d4";
            for (String path : List.of("Patient", binary)) {
                assertEquals(401, status(stranger, path));
                assertEquals(401, status(stranger, path, "Authorization", "Bearer let-me-inn"));
                assertEquals(200, status(stranger, path, "Authorization", "Bearer let-me-in"));
            }
            assertEquals(200, status(stranger, "metadata"));
        }
    }

    private static int status(Client client, String path, String... headers) throws Exception {
        HttpResponse<InputStream> response = client.get(path, headers);
        response.body().close();
        return response.statusCode();
    }

    @Test
    void close_thePort_isGivenBack() throws Exception {
        int port;
        try (FhirServer one = FhirServer.start(FhirServerOptions.defaults().withImagingSizeBytes(IMAGING_BYTES))) {
            port = one.baseUri().getPort();
        }
        try (FhirServer two = FhirServer.start(
                FhirServerOptions.defaults().withImagingSizeBytes(IMAGING_BYTES).withPort(port))) {
            assertEquals(port, two.baseUri().getPort());
            assertThrows(
                    IOException.class,
                    () -> FhirServer.start(FhirServerOptions.defaults().withPort(port)));
        }
    }
}
