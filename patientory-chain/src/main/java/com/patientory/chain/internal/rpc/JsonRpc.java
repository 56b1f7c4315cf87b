package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.chain.model.CallInterruptedException;
import com.patientory.chain.model.NodeErrorException;
import com.patientory.chain.model.UnreachableNodeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A blocking JSON-RPC client over one or more equal nodes: a node that does not answer is passed over for the next one,
 * and the one that answered is asked first the next time. Safe for use by several threads.
 */
public final class JsonRpc {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final List<URI> nodes;
    private final Duration timeout;
    private final AtomicInteger preferred = new AtomicInteger();

    /** Takes equal nodes and the time for one request. Opens no connection. */
    public JsonRpc(List<URI> nodes, Duration timeout) {
        this.nodes = List.copyOf(nodes);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Calls one method and returns its result. */
    public JsonNode call(String method, Object... params) {
        return exchange(RpcRequest.of(method, params)).orThrow();
    }

    /** Calls one method and returns result or error. */
    public RpcResponse exchange(RpcRequest request) {
        JsonNode answer = post(body(request, 0));
        return response(request, answer);
    }

    /** Calls several methods in one HTTP request; the answers stand in the order of the requests. */
    public List<RpcResponse> exchange(List<RpcRequest> requests) {
        if (requests.size() == 1) {
            return List.of(exchange(requests.get(0)));
        }
        ArrayNode batch = JSON.createArrayNode();
        for (int i = 0; i < requests.size(); i++) {
            batch.add(body(requests.get(i), i));
        }
        Map<Integer, JsonNode> answers = new HashMap<>();
        post(batch).forEach(a -> answers.put(a.path("id").asInt(-1), a));
        List<RpcResponse> responses = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            responses.add(response(requests.get(i), answers.getOrDefault(i, JSON.createObjectNode())));
        }
        return responses;
    }

    private static ObjectNode body(RpcRequest request, int id) {
        ObjectNode body = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id);
        body.put("method", request.method()).set("params", JSON.valueToTree(request.params()));
        return body;
    }

    private static RpcResponse response(RpcRequest request, JsonNode answer) {
        JsonNode error = answer.get("error");
        if (error != null && !error.isNull()) {
            return new RpcResponse(request.method(), JSON.nullNode(), error(error));
        }
        JsonNode result = answer.get("result");
        if (result == null) {
            throw new NodeErrorException(request.method(), 0, "the answer has neither result nor error");
        }
        return new RpcResponse(request.method(), result, null);
    }

    private static RpcResponse.RpcError error(JsonNode error) {
        JsonNode data = error.path("data");
        String hex = data.isTextual() ? data.textValue() : data.path("data").asText("");
        Optional<byte[]> bytes = hex.matches("0x([0-9a-fA-F]{2})*") ? Optional.of(Hex.bytes(hex)) : Optional.empty();
        return new RpcResponse.RpcError(
                error.path("code").asInt(), error.path("message").asText(""), bytes);
    }

    private JsonNode post(JsonNode body) {
        int first = preferred.get();
        Exception last = null;
        for (int i = 0; i < nodes.size(); i++) {
            int node = (first + i) % nodes.size();
            try {
                JsonNode answer = post(nodes.get(node), body);
                preferred.set(node);
                return answer;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new UnreachableNodeException(nodes, last);
    }

    private JsonNode post(URI node, JsonNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(node)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<byte[]> response = send(request);
        try {
            @Nullable JsonNode answer = JSON.readTree(response.body());
            if (answer == null || !answer.isContainerNode()) {
                throw new IOException("HTTP " + response.statusCode() + " without JSON-RPC");
            }
            return answer;
        } catch (JsonProcessingException e) {
            // Jackson's message quotes the source, so it does not travel.
            throw new IOException("HTTP " + response.statusCode() + " without JSON-RPC", null);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        // The JDK's own timeout ends with the headers, so a body that stalls would block for ever.
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + timeout);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new CallInterruptedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a request ends with an answer or an I/O error", e.getCause());
        }
    }
}
