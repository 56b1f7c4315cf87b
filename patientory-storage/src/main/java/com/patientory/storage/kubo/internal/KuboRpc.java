package com.patientory.storage.kubo.internal;

import com.patientory.storage.kubo.internal.BoundedBody.BodyTooLongException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the RPC of one Kubo node (<a href="https://docs.ipfs.tech/reference/kubo/rpc/">{@code /api/v0}</a>): POST only,
 * HTTP/1.1, no redirects, no proxy. Every body is bounded in length and every call in time, the body included: the JDK's
 * own request time-out ends with the headers. A mid-stream error reaches a client only in the trailer
 * {@code X-Stream-Error}, which the JDK drops, so a complete answer with status 200 proves nothing; whoever calls
 * verifies what he got.
 */
public final class KuboRpc {
    private static final int MAX_ANSWER_BYTES = 64 << 20;
    private static final int MAX_WORDS = 300;

    private final HttpClient http;
    private final URI api;
    private final @Nullable String authorization;

    /**
     * A client for one node; connects when first used.
     *
     * @param api scheme, host and port of the RPC
     * @param authorization the value of the {@code Authorization} header, or null for none
     * @param connectTimeout how long a connection may take
     */
    public KuboRpc(URI api, @Nullable String authorization, Duration connectTimeout) {
        this.api = api;
        this.authorization = authorization;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(connectTimeout)
                .build();
    }

    /**
     * Calls and reads one JSON answer. Blocks.
     *
     * @param call the command
     * @param timeout for the whole exchange
     * @return the answer
     * @throws RpcException when there is none
     */
    public Json json(RpcCall call, Duration timeout) throws RpcException {
        List<Json> answers = jsonLines(call, timeout);
        if (answers.size() != 1) {
            throw RpcException.malformed(call.command(), answers.size() + " answers instead of one");
        }
        return answers.get(0);
    }

    /**
     * Calls and reads an answer that is a sequence of JSON values. Blocks.
     *
     * @param call the command
     * @param timeout for the whole exchange
     * @return the values
     * @throws RpcException when they did not all arrive
     */
    public List<Json> jsonLines(RpcCall call, Duration timeout) throws RpcException {
        return parse(call, await(call, bytes(call, MAX_ANSWER_BYTES, timeout)));
    }

    /**
     * Calls with a body, without waiting and without a limit in time.
     *
     * @param call the command
     * @param contentType of the body
     * @param body the body, streamed
     * @return the answer's bytes; fails with an {@link RpcException}; cancelling it ends the exchange
     */
    CompletableFuture<byte[]> upload(RpcCall call, String contentType, BodyPublisher body) {
        HttpRequest request =
                request(call).header("Content-Type", contentType).POST(body).build();
        return send(call, request, MAX_ANSWER_BYTES);
    }

    /**
     * Calls without waiting.
     *
     * @param call the command
     * @param maxBytes the longest answer that is accepted
     * @param timeout for the whole exchange
     * @return the answer's bytes; fails with an {@link RpcException}; cancelling it ends the exchange
     */
    public CompletableFuture<byte[]> bytes(RpcCall call, int maxBytes, Duration timeout) {
        HttpRequest request =
                request(call).timeout(timeout).POST(BodyPublishers.noBody()).build();
        return send(call, request, maxBytes).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for an answer; an interrupt ends the exchange.
     *
     * @param call the command, for messages
     * @param answer what {@link #bytes} or {@link #upload} returned
     * @return the answer's bytes
     * @throws RpcException when there is none
     */
    static byte[] await(RpcCall call, CompletableFuture<byte[]> answer) throws RpcException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw RpcException.cancelled(call.command());
        } catch (CancellationException e) {
            throw RpcException.cancelled(call.command());
        } catch (ExecutionException e) {
            throw failure(call, e.getCause());
        }
    }

    private HttpRequest.Builder request(RpcCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.on(api));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    private CompletableFuture<byte[]> send(RpcCall call, HttpRequest request, int maxBytes) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, head -> new BoundedBody(maxBytes));
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        var unusedSettling = exchange.whenComplete((response, error) -> settle(call, answer, response, error));
        var unusedRelease = answer.whenComplete((bytes, error) -> {
            if (error != null) {
                exchange.cancel(true); // frees the connection when the caller, or the clock, gave up
            }
        });
        return answer;
    }

    private static void settle(
            RpcCall call,
            CompletableFuture<byte[]> answer,
            @Nullable HttpResponse<byte[]> response,
            @Nullable Throwable error) {
        if (response == null) {
            answer.completeExceptionally(failure(call, error));
        } else if (response.statusCode() == 200) {
            answer.complete(response.body());
        } else if (response.statusCode() / 100 == 3) {
            answer.completeExceptionally(RpcException.malformed(call.command(), "a redirect, which is not followed"));
        } else {
            answer.completeExceptionally(
                    RpcException.refused(call.command(), response.statusCode(), words(response.body())));
        }
    }

    /** The node's own words, without what could break a log line. */
    private static String words(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            text = Json.parse(text).get("Message").text().orElse(text);
        } catch (JsonException notJson) {
            // 404 and 405 answer in plain text
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "..." : line;
    }

    /** The JSON values of an answer. */
    static List<Json> parse(RpcCall call, byte[] answer) throws RpcException {
        try {
            return Json.parseAll(new String(answer, StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw RpcException.malformed(call.command(), String.valueOf(e.getMessage()));
        }
    }

    private static RpcException failure(RpcCall call, @Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof RpcException rpc) {
            return rpc;
        }
        if (cause instanceof BodyTooLongException) {
            return RpcException.malformed(call.command(), String.valueOf(cause.getMessage()));
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return RpcException.unreachable(call.command(), cause);
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return RpcException.timedOut(call.command(), cause);
        }
        return RpcException.unreachable(call.command(), cause);
    }
}
