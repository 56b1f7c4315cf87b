package com.patientory.storage.kubo.internal;

import com.patientory.storage.internal.async.Async.Cancellation;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request whose body, one file in {@code multipart/form-data} (RFC 7578), is pushed piece by piece. A piece waits
 * while {@value #PIECES} others are unsent; when none of them moves for the time-out, the node counts as gone. Closing
 * before {@link #finish} breaks the connection off, so that the node cannot take the part for the whole.
 */
final class MultipartStream implements AutoCloseable {
    /** A power of two, as the publisher rounds it up anyway. */
    private static final int PIECES = 4;

    private final RpcCall call;
    private final Duration timeout;
    /** 122 random bits: the content cannot be known to contain it. */
    private final String boundary = UUID.randomUUID().toString();

    private final SubmissionPublisher<ByteBuffer> body = new SubmissionPublisher<>(ForkJoinPool.commonPool(), PIECES);
    private final CompletableFuture<Void> sending = new CompletableFuture<>();
    private final CompletableFuture<byte[]> answer;

    private MultipartStream(KuboRpc rpc, RpcCall call, Duration timeout) {
        this.call = call;
        this.timeout = timeout;
        this.answer = rpc.upload(
                call, "multipart/form-data; boundary=" + boundary, BodyPublishers.fromPublisher(subscriber -> {
                    body.subscribe(subscriber);
                    sending.complete(null);
                }));
    }

    /** Connects; blocks until the body can be sent. */
    static MultipartStream open(KuboRpc rpc, RpcCall call, Duration timeout) throws RpcException {
        MultipartStream stream = new MultipartStream(rpc, call, timeout);
        try {
            CompletableFuture.anyOf(stream.sending, stream.answer)
                    .handle((either, error) -> either)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            stream.push(ascii("--" + stream.boundary
                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"blob.car\"\r\n"
                    + "Content-Type: application/vnd.ipld.car\r\n\r\n"));
            return stream;
        } catch (InterruptedException e) {
            stream.close();
            Thread.currentThread().interrupt();
            throw RpcException.cancelled(call.command());
        } catch (ExecutionException | TimeoutException e) {
            stream.close();
            throw RpcException.timedOut(call.command(), e);
        } catch (RpcException e) {
            stream.close();
            throw e;
        }
    }

    /** Sends a piece, which must not be changed afterwards; blocks while the node is slow. */
    void push(ByteBuffer piece) throws RpcException {
        if (answer.isDone() || !body.hasSubscribers()) {
            throw brokenOff();
        }
        boolean[] dropped = {false};
        body.offer(piece, timeout.toMillis(), TimeUnit.MILLISECONDS, (subscriber, buffer) -> {
            dropped[0] = true;
            return false;
        });
        if (Thread.currentThread().isInterrupted()) {
            throw RpcException.cancelled(call.command());
        }
        if (answer.isDone()) {
            throw brokenOff();
        }
        if (dropped[0]) {
            throw RpcException.timedOut(call.command(), null);
        }
    }

    /** The node answered, or broke off, before the body was complete: its answer says why. */
    private RpcException brokenOff() {
        try {
            KuboRpc.await(call, inTime());
            return RpcException.malformed(call.command(), "an answer before the end of the body");
        } catch (RpcException e) {
            return e;
        }
    }

    /** Ends the body and waits for the node's answer. */
    List<Json> finish(Cancellation cancellation) throws RpcException {
        push(ascii("\r\n--" + boundary + "--\r\n"));
        body.close();
        cancellation.passTo(answer);
        try {
            return KuboRpc.parse(call, KuboRpc.await(call, inTime()));
        } catch (RpcException e) {
            cancellation.check();
            throw e;
        }
    }

    private CompletableFuture<byte[]> inTime() {
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        if (!body.isClosed()) {
            body.closeExceptionally(new IOException("upload given up"));
        }
        answer.cancel(true);
    }
}
