package com.patientory.ehr.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers one request to the simulator. */
final class SimulatorAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EhrSimulator simulator;
    private final HttpExchange exchange;
    private final String path;
    private final Map<String, String> query = new HashMap<>();

    SimulatorAnswers(EhrSimulator simulator, HttpExchange exchange, String pathAndQuery) {
        this.simulator = simulator;
        this.exchange = exchange;
        int mark = pathAndQuery.indexOf('?');
        path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        for (String pair :
                mark < 0 ? new String[0] : pathAndQuery.substring(mark + 1).split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
    }

    void answer() throws IOException {
        String[] parts = path.split("/", -1);
        SimulatedDocument document = parts.length == 2 ? simulator.documents().get(parts[1]) : null;
        if (path.equals("metadata")) {
            json(capabilities());
        } else if (path.equals("Patient")) {
            json(patients());
        } else if (path.equals("DocumentReference")) {
            json(listing());
        } else if (document == null) {
            EhrSimulator.status(exchange, 404);
        } else if (parts[0].equals("DocumentReference")) {
            json(SimulatorResources.documentReference(document));
        } else {
            binary(document);
        }
    }

    private JsonNode capabilities() throws IOException {
        return JSON.readTree("{'resourceType':'CapabilityStatement','fhirVersion':'4.0.1','rest':[{'resource':["
                .concat("{'type':'Patient','searchParam':[{'name':'phone'},{'name':'identifier'},{'name':'family'},")
                .concat("{'name':'given'},{'name':'birthdate'}]},")
                .concat("{'type':'DocumentReference','searchParam':[{'name':'patient'},{'name':'_lastUpdated'}]}]}]}")
                .replace('\'', '"'));
    }

    private JsonNode patients() {
        ObjectNode bundle = bundle();
        Set<String> phones = Set.of(query.getOrDefault("phone", "").split(","));
        for (SimulatedPatient patient : simulator.patients().values()) {
            boolean byPhone = patient.phones().stream().anyMatch(p -> phones.contains(p.replace("old:", "")));
            boolean byName = patient.family().equals(query.get("family"))
                    && patient.given().equals(query.get("given"))
                    && patient.birthDate().equals(query.get("birthdate"));
            boolean byIdentifier = ("urn:mrn|" + patient.id()).equals(query.get("identifier"));
            if (byPhone || byName || byIdentifier) {
                entry(bundle, SimulatorResources.patient(patient));
            }
        }
        return bundle;
    }

    private JsonNode listing() {
        String patient = query.getOrDefault("patient", "");
        Instant since = Instant.parse(
                query.getOrDefault("_lastUpdated", "ge1970-01-01T00:00:00Z").substring(2));
        List<SimulatedDocument> all = simulator.documents().values().stream()
                .filter(d -> d.patientId().equals(patient) && !d.lastUpdated().isBefore(since))
                .sorted(Comparator.comparing(SimulatedDocument::lastUpdated).thenComparing(SimulatedDocument::id))
                .collect(Collectors.toList());
        int count = Integer.parseInt(query.getOrDefault("_count", "10"));
        int page = Integer.parseInt(query.getOrDefault("_page", "0"));
        boolean partial = simulator.take(Fault.PARTIAL_LISTING);
        ObjectNode bundle = bundle();
        bundle.put("total", all.size());
        boolean twice = simulator.take(Fault.DUPLICATE_ENTRIES);
        all.stream()
                .skip((long) page * count)
                .limit(partial ? count / 2 : count)
                .forEach(d -> {
                    entry(bundle, SimulatorResources.documentReference(d));
                    if (twice) {
                        entry(bundle, SimulatorResources.documentReference(d));
                    }
                });
        if (simulator.take(Fault.FOREIGN_PATIENT)) {
            entry(
                    bundle,
                    SimulatorResources.documentReference(SimulatedDocument.of(
                            "foreign",
                            "somebody-else",
                            "text/plain",
                            SimulatedContent.of("FOREIGN"),
                            SimulatedDocument.Delivery.RAW)));
        }
        if (simulator.take(Fault.OUTCOME_INCOMPLETE)) {
            ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
            outcome.putArray("issue").addObject().put("severity", "warning").put("code", "incomplete");
            entry(bundle, outcome);
        }
        if (!partial && (long) (page + 1) * count < all.size()) {
            next(bundle, page, count);
        }
        return bundle;
    }

    private void next(ObjectNode bundle, int page, int count) {
        String base = simulator.base().toString();
        if (simulator.take(Fault.FOREIGN_NEXT_LINK)) {
            base = simulator.foreignHost() + "/fhir/";
        }
        int to = page + 1;
        String url = base + "DocumentReference?patient=" + query.get("patient") + "&_count=" + count + "&_page=" + to
                + (query.containsKey("_lastUpdated") ? "&_lastUpdated=" + query.get("_lastUpdated") : "");
        if (page > 0 && simulator.take(Fault.LOOPING_NEXT_LINK)) {
            url = simulator.base() + path + "?" + exchange.getRequestURI().getRawQuery();
        }
        bundle.putArray("link").addObject().put("relation", "next").put("url", url);
    }

    private void binary(SimulatedDocument document) throws IOException {
        if (simulator.take(Fault.LOGIN_PAGE)) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            SimulatorBodies.send(exchange, "<html>log in</html>".getBytes(StandardCharsets.UTF_8));
        } else if (document.delivery() == SimulatedDocument.Delivery.WRAPPED) {
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json;charset=UTF-8");
            new SimulatorBodies(simulator, exchange).wrapped(document);
        } else {
            exchange.getResponseHeaders().set("Content-Type", document.contentType());
            new SimulatorBodies(simulator, exchange).raw(document);
        }
    }

    private void json(JsonNode node) throws IOException {
        byte[] body = JSON.writeValueAsBytes(node);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json;charset=UTF-8");
        if (path.equals("DocumentReference") && simulator.take(Fault.TRUNCATED_PAGE)) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body, 0, body.length / 2);
        } else {
            SimulatorBodies.send(exchange, body);
        }
    }

    private static ObjectNode bundle() {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        bundle.putArray("entry");
        return bundle;
    }

    private static void entry(ObjectNode bundle, ObjectNode resource) {
        ((ArrayNode) bundle.get("entry")).addObject().set("resource", resource);
    }
}
