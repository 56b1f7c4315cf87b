package com.patientory.examples.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** Plain HTTP, as a connector speaks it; follows no redirect. */
final class Client {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    Client(URI base) {
        this.base = base;
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    HttpResponse<InputStream> get(String path, String... headers) throws IOException, InterruptedException {
        URI uri = path.startsWith("http") ? URI.create(path) : URI.create(base + "/" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    byte[] bytes(String path, String... headers) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = get(path, headers);
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return body.readAllBytes();
        }
    }

    <T extends Resource> T read(Class<T> type, String path, String... headers)
            throws IOException, InterruptedException {
        String json = new String(bytes(path, headers), StandardCharsets.UTF_8);
        return FhirContext.forR4Cached().newJsonParser().parseResource(type, json);
    }

    /** Follows the next links to the end. */
    List<Bundle> pages(String query) throws IOException, InterruptedException {
        List<Bundle> pages = new ArrayList<>();
        Bundle page = read(Bundle.class, query);
        pages.add(page);
        while (page.getLink("next") != null) {
            page = read(Bundle.class, page.getLink("next").getUrl());
            pages.add(page);
        }
        return pages;
    }

    /** What was found, over all pages. */
    <T extends Resource> List<T> search(Class<T> type, String query) throws IOException, InterruptedException {
        return pages(query).stream()
                .flatMap(p -> p.getEntry().stream())
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
