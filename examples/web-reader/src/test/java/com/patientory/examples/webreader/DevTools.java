package com.patientory.examples.webreader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One tab of a browser over the Chrome DevTools protocol: requests with a number, answers with the same number. */
final class DevTools implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final WebSocket socket;

    private DevTools(HttpClient http, URI address) {
        this.socket = http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(address, new Messages())
                .join();
    }

    static DevTools connect(HttpClient http, URI address) {
        return new DevTools(http, address);
    }

    JsonNode call(String method, ObjectNode parameters, Duration patience) {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message = Json.object().put("id", id).put("method", method);
        socket.sendText(message.set("params", parameters).toString(), true).join();
        JsonNode got =
                answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        if (got.has("error")) {
            throw new AssertionError(method + ": " + got.get("error"));
        }
        return got.get("result");
    }

    JsonNode call(String method, ObjectNode parameters) {
        return call(method, parameters, PATIENCE);
    }

    /** The value of an expression, or of what its promise comes to. */
    JsonNode evaluate(String expression, Duration patience) {
        ObjectNode parameters = Json.object()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true)
                .put("userGesture", true);
        JsonNode result = call("Runtime.evaluate", parameters, patience);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    JsonNode evaluate(String expression) {
        return evaluate(expression, PATIENCE);
    }

    void goTo(URI url) throws InterruptedException {
        call("Page.enable", Json.object());
        call("Page.navigate", Json.object().put("url", url.toString()));
        until("location.href === '" + url + "' && document.readyState === 'complete'");
    }

    /** Waits for something to become true on the page. */
    void until(String expression) throws InterruptedException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(50)) {
            if (evaluate("Boolean(" + expression + ")").asBoolean()) {
                return;
            }
        }
        throw new AssertionError("Never true: " + expression + "; the page says: "
                + evaluate("document.body.innerText").asText());
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean whole) {
            parts.append(text);
            if (whole) {
                JsonNode message = Json.parse(parts.toString());
                parts.setLength(0);
                CompletableFuture<JsonNode> answer =
                        waiting.remove(message.path("id").asInt());
                if (answer != null) {
                    answer.complete(message);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            waiting.values().forEach(answer -> answer.completeExceptionally(error));
        }
    }
}
