package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.chain.model.CallInterruptedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One JSON request to one node, with an answer or an I/O error in bounded time. Logs nothing. */
final class HttpTransport {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Some 700,000 logs, more than 8,000 files a second leave in the 32 blocks that a cursor asks for at once. */
    private static final long MOST_BYTES = 512L << 20;

    private final HttpClient http;
    private final Duration timeout;
    private final long mostBytes;

    HttpTransport(Duration timeout) {
        this(timeout, MOST_BYTES);
    }

    HttpTransport(Duration timeout, long mostBytes) {
        this.timeout = timeout;
        this.mostBytes = mostBytes;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    JsonNode post(URI node, JsonNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(node)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<byte[]> response = send(request);
        if (unavailable(response.statusCode())) {
            throw new IOException("HTTP " + response.statusCode());
        }
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

    /** A gateway's or a node's word that it cannot answer now; its body is about itself, not about the request. */
    private static boolean unavailable(int status) {
        return status == 429 || status >= 500;
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        // The JDK's own timeout ends with the headers, so a body that stalls would block for ever.
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request, BoundedBody.atMost(mostBytes));
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
