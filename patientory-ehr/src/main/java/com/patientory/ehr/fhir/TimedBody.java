package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.EhrUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as a stream that gives up when nothing arrives for a while and obeys an interrupt; the client's own
 * stream does neither on Java 17. One piece is requested at a time, so memory stays constant.
 */
final class TimedBody extends InputStream implements BodySubscriber<InputStream> {
    private static final List<ByteBuffer> END = List.of();
    private static final List<ByteBuffer> BROKEN = List.of(ByteBuffer.allocate(0));

    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private final Duration idle;
    private final int status;
    private Iterator<ByteBuffer> pieces = END.iterator();
    private @Nullable ByteBuffer current;
    private boolean ended;
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    TimedBody(int status, Duration idle) {
        this.status = status;
        this.idle = idle;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscribed) {
        if (closed || subscription != null) {
            subscribed.cancel();
        } else {
            subscription = subscribed;
            subscribed.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        arrived.add(piece);
    }

    @Override
    public void onError(Throwable error) {
        arrived.add(BROKEN);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = available0();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            // Harmless after completion; before it, the connection is dropped.
            subscription.cancel();
        }
    }

    /** Asks for the next piece, unless the stream was closed meanwhile. */
    private synchronized boolean more() {
        if (!closed && subscription != null) {
            subscription.request(1);
        }
        return !closed;
    }

    private @Nullable ByteBuffer available0() throws IOException {
        ByteBuffer buffer = current;
        while (buffer == null || !buffer.hasRemaining()) {
            if (ended) {
                return null;
            }
            if (pieces.hasNext()) {
                buffer = pieces.next();
                current = buffer;
            } else {
                await();
            }
        }
        return buffer;
    }

    @SuppressWarnings("ReferenceEquality") // END and BROKEN are markers.
    private void await() throws IOException {
        List<ByteBuffer> piece;
        try {
            piece = arrived.poll(idle.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading from the site");
        }
        if (piece == null) {
            close();
            throw new EhrUnavailableException(EhrUnavailableException.Kind.TIMEOUT, status, 1);
        }
        if (piece == BROKEN) {
            throw new EhrUnavailableException(EhrUnavailableException.Kind.TRUNCATED, status, 1);
        }
        if (piece == END) {
            ended = true;
        } else {
            pieces = piece.iterator();
            if (!more()) {
                throw new EhrUnavailableException(EhrUnavailableException.Kind.TRUNCATED, status, 1);
            }
        }
    }
}
