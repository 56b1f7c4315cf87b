package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ChainIdMismatchException;
import com.patientory.chain.model.NodeErrorException;
import com.patientory.chain.model.UnreachableNodeException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A blocking JSON-RPC client over nodes in the order of preference. A request goes to the first; one that does not answer
 * is passed over for the next, each is tried once, and a failed one comes last for a while. What is repeated is the same
 * bytes: a read, or a signed transaction, of which a network takes one copy. A node is asked for its chain id before its
 * first use and after each failure. Safe for use by several threads.
 */
public final class JsonRpc {
    private static final ObjectMapper JSON = HttpTransport.JSON;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final HttpTransport http;
    private final List<Endpoint> endpoints;
    private final @Nullable ChainId expected;

    /** Takes nodes of a network that the caller does not know yet, and the time for one request. Opens no connection. */
    public JsonRpc(List<URI> nodes, Duration timeout) {
        this(nodes, timeout, null, FIRST_PAUSE);
    }

    /** Takes nodes of a known network. Opens no connection. */
    public JsonRpc(List<URI> nodes, Duration timeout, ChainId expected) {
        this(nodes, timeout, expected, FIRST_PAUSE);
    }

    JsonRpc(List<URI> nodes, Duration timeout, @Nullable ChainId expected, Duration firstPause) {
        this.http = new HttpTransport(timeout);
        this.endpoints =
                nodes.stream().map(node -> new Endpoint(node, firstPause)).toList();
        this.expected = expected;
    }

    /** Asks every node for its chain id; one that does not answer is asked again before its first use. */
    public void checkAll() {
        int answered = 0;
        IOException last = null;
        for (Endpoint endpoint : endpoints) {
            try {
                check(endpoint);
                answered++;
            } catch (IOException e) {
                endpoint.failed(System.nanoTime());
                last = e;
            }
        }
        if (answered == 0) {
            throw unreachable(last);
        }
    }

    private void check(Endpoint endpoint) throws IOException {
        if (expected != null && !endpoint.checked()) {
            RpcRequest request = RpcRequest.of("eth_chainId");
            ChainId actual = chainId(request, http.post(endpoint.uri(), body(request, 0)));
            if (!actual.equals(expected)) {
                throw new ChainIdMismatchException(expected, actual);
            }
            endpoint.answered();
        }
    }

    /** A node that cannot tell its network, as while it starts, is as good as away. */
    private static ChainId chainId(RpcRequest request, JsonNode answer) throws IOException {
        try {
            return single(request, answer).read(id -> ChainId.of(Hex.number(id.asText())));
        } catch (NodeErrorException e) {
            throw new IOException("a node that does not tell its chain id", e);
        }
    }

    /** Calls one method and reads its result. */
    public <T> T read(Function<JsonNode, T> reader, String method, Object... params) {
        return exchange(RpcRequest.of(method, params)).read(reader);
    }

    /** Calls one method and returns its result. */
    public JsonNode call(String method, Object... params) {
        return exchange(RpcRequest.of(method, params)).orThrow();
    }

    /** Calls one method and returns result or error. */
    public RpcResponse exchange(RpcRequest request) {
        return single(request, post(body(request, 0)));
    }

    /** An error without the request's number is about the connection, not about what was asked, a transaction for instance. */
    private static RpcResponse single(RpcRequest request, JsonNode answer) {
        if (answer.path("id").asInt(-1) != 0) {
            throw new NodeErrorException(
                    request.method(), answer.path("error").path("code").asInt(), words(answer));
        }
        return response(request, answer);
    }

    private static String words(JsonNode answer) {
        String words = answer.path("error").path("message").asText("");
        return words.isEmpty() ? "the answer is to another request" : RpcResponse.line(words);
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
        JsonNode all = post(batch);
        if (!all.isArray()) {
            throw new NodeErrorException(
                    requests.get(0).method(), all.path("error").path("code").asInt(), words(all));
        }
        all.forEach(a -> answers.put(a.path("id").asInt(-1), a));
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
        IOException last = null;
        ChainIdMismatchException stranger = null;
        for (Endpoint endpoint : inOrder()) {
            try {
                check(endpoint);
                JsonNode answer = http.post(endpoint.uri(), body);
                endpoint.answered();
                return answer;
            } catch (IOException e) {
                endpoint.failed(System.nanoTime());
                last = e;
            } catch (ChainIdMismatchException e) {
                endpoint.failed(System.nanoTime());
                stranger = e;
            }
        }
        throw stranger == null ? unreachable(last) : stranger;
    }

    private List<Endpoint> inOrder() {
        long now = System.nanoTime();
        List<Endpoint> order = new ArrayList<>();
        List<Endpoint> aside = new ArrayList<>();
        endpoints.forEach(endpoint -> (endpoint.aside(now) ? aside : order).add(endpoint));
        order.addAll(aside);
        return order;
    }

    private UnreachableNodeException unreachable(@Nullable IOException last) {
        return new UnreachableNodeException(
                endpoints.stream().map(Endpoint::uri).toList(), last);
    }
}
