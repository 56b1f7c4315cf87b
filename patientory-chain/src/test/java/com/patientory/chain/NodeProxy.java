package com.patientory.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands before a real node and passes requests on, unless a test wants them lost, answered otherwise or counted. */
final class NodeProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What happens to one call of a request. */
    interface Fault {
        /** Returns true to lose the connection before the node hears of the request. */
        default boolean lostBefore(JsonNode call) {
            return false;
        }

        /** Returns true to lose the answer after the node has done what it was asked. */
        default boolean lostAfter(JsonNode call) {
            return false;
        }

        /** Returns the words of an error in place of asking the node, or nothing. */
        default String refusal(JsonNode call) {
            return "";
        }

        /** Returns a result in place of asking the node, or nothing; what begins like JSON is that, the rest a string. */
        default String result(JsonNode call) {
            return "";
        }

        /** Returns a whole body in place of asking the node, sent with {@link #status}, or nothing. */
        default String body(JsonNode call) {
            return "";
        }

        /** The HTTP status of {@link #body}. */
        default int status() {
            return 200;
        }
    }

    private final URI node;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** The methods of each HTTP request, in the order of their arrival. */
    final List<List<String>> requests = new CopyOnWriteArrayList<>();

    volatile Fault fault = new Fault() {};

    NodeProxy(URI node) throws IOException {
        this.node = node;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns how many HTTP requests held at least one call of a method. */
    long requestsWith(String method) {
        return requests.stream().filter(methods -> methods.contains(method)).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            ArrayNode calls =
                    body.isArray() ? (ArrayNode) body : JSON.createArrayNode().add(body);
            requests.add(calls.findValuesAsText("method"));
            Fault now = fault;
            if (any(calls, now::lostBefore)) {
                return;
            }
            for (JsonNode call : calls) {
                if (!now.body(call).isEmpty()) {
                    answer(exchange, now.status(), now.body(call).getBytes(StandardCharsets.UTF_8));
                    return;
                }
            }
            ArrayNode answers = answers(calls, now);
            if (any(calls, now::lostAfter)) {
                return;
            }
            answer(exchange, 200, JSON.writeValueAsBytes(body.isArray() ? answers : answers.get(0)));
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static boolean any(ArrayNode calls, Predicate<JsonNode> test) {
        boolean any = false;
        for (JsonNode call : calls) {
            any |= test.test(call);
        }
        return any;
    }

    private ArrayNode answers(ArrayNode calls, Fault now) throws IOException {
        ArrayNode answers = JSON.createArrayNode();
        ArrayNode passed = JSON.createArrayNode();
        for (JsonNode call : calls) {
            String words = now.refusal(call);
            String result = now.result(call);
            if (words.isEmpty() && result.isEmpty()) {
                passed.add(call);
                continue;
            }
            ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
            answer.set("id", call.get("id"));
            answers.add(answer);
            if (words.isEmpty()) {
                answer.set("result", value(result));
            } else {
                answer.putObject("error").put("code", -32_000).put("message", words);
            }
        }
        if (!passed.isEmpty()) {
            answers.addAll((ArrayNode) JSON.readTree(post(passed)));
        }
        return answers;
    }

    private static JsonNode value(String result) throws IOException {
        boolean json = result.startsWith("{") || result.startsWith("[") || result.equals("null");
        return json ? JSON.readTree(result) : JSON.getNodeFactory().textNode(result);
    }

    private byte[] post(ArrayNode calls) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(node)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(calls)))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the proxy is closing", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
