package com.patientory.ehr.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A FHIR R4 server over loopback HTTP with patients, documents and faults; compares phone numbers by spelling, as strict
 * servers do.
 */
public final class EhrSimulator implements AutoCloseable {
    /**
     * A request as it arrived.
     *
     * @param path the path below the base, with its query
     * @param authorization the Authorization header, may be empty
     * @param accept the Accept header, may be empty
     */
    public record Request(String path, String authorization, String accept) {}

    private final HttpServer server;
    private final ExecutorService executor;
    private final Map<String, SimulatedPatient> patients = new ConcurrentSkipListMap<>();
    private final Map<String, SimulatedDocument> documents = new ConcurrentSkipListMap<>();
    private final Map<Fault, AtomicInteger> faults = new EnumMap<>(Fault.class);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile String foreignHost = "http://127.0.0.1:1";
    private volatile boolean closed;

    private EhrSimulator(HttpServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
        for (Fault fault : Fault.values()) {
            faults.put(fault, new AtomicInteger());
        }
    }

    /**
     * Starts a server on a free port of the loopback interface.
     *
     * @return the running server
     * @throws IOException if there is no port
     */
    public static EhrSimulator start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService executor = Executors.newCachedThreadPool();
        EhrSimulator simulator = new EhrSimulator(http, executor);
        http.setExecutor(executor);
        http.createContext("/fhir/", simulator::handle);
        http.start();
        return simulator;
    }

    /**
     * Tells the service's base address.
     *
     * @return the address, ending in a slash
     */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir/");
    }

    /**
     * Adds or replaces a patient.
     *
     * @param patient the patient
     */
    public void put(SimulatedPatient patient) {
        patients.put(patient.id(), patient);
    }

    /**
     * Adds or replaces a document.
     *
     * @param document the document
     */
    public void put(SimulatedDocument document) {
        documents.put(document.id(), document);
    }

    /**
     * Removes a document without a trace.
     *
     * @param id the identifier of its DocumentReference
     */
    public void remove(String id) {
        documents.remove(id);
    }

    /**
     * Makes a fault happen at the next occasions that it fits.
     *
     * @param fault the fault
     * @param times how often; a large number for always, 0 for no more
     */
    public void arm(Fault fault, int times) {
        counter(fault).set(times);
    }

    /**
     * Names the host to which {@link Fault#FOREIGN_NEXT_LINK} and {@link Fault#REDIRECT} lead.
     *
     * @param base such as {@code http://127.0.0.1:4711}
     */
    public void foreignHost(String base) {
        foreignHost = base;
    }

    /**
     * Lists what has been asked.
     *
     * @return the requests in their order
     */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        executor.shutdownNow();
    }

    boolean take(Fault fault) {
        return counter(fault).getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    String foreignHost() {
        return foreignHost;
    }

    Map<String, SimulatedPatient> patients() {
        return patients;
    }

    Map<String, SimulatedDocument> documents() {
        return documents;
    }

    boolean closed() {
        return closed;
    }

    private AtomicInteger counter(Fault fault) {
        return java.util.Objects.requireNonNull(faults.get(fault));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString().substring("/fhir/".length());
            requests.add(new Request(path, header(exchange, "Authorization"), header(exchange, "Accept")));
            if (take(Fault.TOO_MANY_REQUESTS)) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                status(exchange, 429);
            } else if (take(Fault.UNAVAILABLE)) {
                exchange.getResponseHeaders().set("Retry-After", "soon");
                status(exchange, 503);
            } else if (take(Fault.SERVER_ERROR)) {
                status(exchange, 500);
            } else if (take(Fault.UNAUTHORIZED)) {
                status(exchange, 401);
            } else if (take(Fault.REDIRECT)) {
                exchange.getResponseHeaders().set("Location", foreignHost + "/stolen");
                status(exchange, 302);
            } else {
                new SimulatorAnswers(this, exchange, path).answer();
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    static void status(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"resourceType\":\"OperationOutcome\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
