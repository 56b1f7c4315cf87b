package com.patientory.examples.webreader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder of files and what is to be done with them in JavaScript; with each job, the check of what came of it. */
final class Exchange {
    /** What holds of a job's result; {@code out} has the files that JavaScript wrote. */
    interface Check {
        void of(JsonNode result, Path out) throws Exception;
    }

    final Path folder;
    private final ArrayNode jobs = Json.object().putArray("jobs");
    private final Map<String, Check> checks = new LinkedHashMap<>();

    Exchange(Path folder) {
        this.folder = folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    String write(String name, byte[] content) throws IOException {
        Files.write(file(name), content);
        return name;
    }

    String write(String name, String content) throws IOException {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a job of a {@code kind} that conformance.js has, with its other members in {@code job}. */
    void add(String name, String kind, ObjectNode job, Check check) {
        if (checks.put(name, check) != null) {
            throw new IllegalArgumentException("Two jobs named " + name);
        }
        jobs.add(job.deepCopy().put("name", name).put("kind", kind));
    }

    void ready() throws IOException {
        write("jobs.json", jobs.toString());
    }

    Map<String, Check> checks() {
        return checks;
    }

    static Map<String, JsonNode> results(Path out) throws IOException {
        Map<String, JsonNode> results = new LinkedHashMap<>();
        Json.read(out.resolve("results.json"))
                .forEach(result -> results.put(result.get("name").asText(), result));
        return results;
    }
}
