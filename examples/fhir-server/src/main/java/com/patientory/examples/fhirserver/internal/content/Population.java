package com.patientory.examples.fhirserver.internal.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The archive of synthetic people, read once from front to back; its layout is told by the script that makes it.
 *
 * @param entries every resource, patients before their records
 * @param binaries the documents by the id of their Binary
 */
public record Population(List<Entry> entries, Map<String, Held> binaries) {
    private static final String ARCHIVE = "/com/patientory/examples/fhirserver/population.zip";

    /** Copies both. */
    public Population {
        entries = List.copyOf(entries);
        binaries = Map.copyOf(binaries);
    }

    /** A resource as JSON text, with what searches need of it; the patient of shared resources is "-". */
    public record Entry(String type, String id, String patientId, Instant lastUpdated, String json) {}

    /** A Binary's content and whose it is. */
    public record Held(String patientId, Content content) {}

    /** Reads the archive from the class path. */
    public static Population load() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Population.class.getResourceAsStream(ARCHIVE), ARCHIVE);
                ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                files.put(e.getName(), zip.readAllBytes());
            }
        }
        return new Population(entries(files), binaries(files));
    }

    private static List<Entry> entries(Map<String, byte[]> files) {
        List<String> index = lines(files, "index.tsv");
        List<String> resources = lines(files, "resources.ndjson");
        if (index.size() != resources.size()) {
            throw new IllegalStateException("index has " + index.size() + " lines for " + resources.size());
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < index.size(); i++) {
            String[] column = index.get(i).split("\t", -1);
            entries.add(new Entry(column[0], column[1], column[2], Instant.parse(column[3]), resources.get(i)));
        }
        return entries;
    }

    private static Map<String, Held> binaries(Map<String, byte[]> files) {
        Map<String, Held> binaries = new HashMap<>();
        for (String line : lines(files, "binaries.tsv")) {
            String[] column = line.split("\t", -1);
            byte[] bytes = Objects.requireNonNull(files.get("binaries/" + column[0]), column[0]);
            binaries.put(column[0], new Held(column[1], Content.of(column[2], bytes)));
        }
        return binaries;
    }

    private static List<String> lines(Map<String, byte[]> files, String name) {
        return new String(Objects.requireNonNull(files.get(name), name), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
