package com.patientory.storage.testkit;

import com.patientory.storage.Cid;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Kubo node in this JVM, with the part of its RPC that a store uses and knobs for what can go wrong on the wire. It
 * answers in the words of Kubo {@value KuboInstaller#VERSION}, behaves like it where that surprises (a put never
 * replaces a block, a pin does not look for raw leaves, a failing stream ends like a complete one but for a trailer),
 * and is served by a plain socket, so that it can break off as no well-behaved server does. Needs no JUnit.
 */
public final class FakeKubo implements AutoCloseable {
    /** What goes wrong with the answers to one command. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** Half of the body, then the end of the chunks and the trailer {@code X-Stream-Error}. */
        TRAILER_ERROR,
        /** Half of the body, then the end of the connection. */
        TRUNCATION,
        /** The body with one bit turned. */
        WRONG_BYTES,
        /** The body with more behind it than any block may have. */
        ENDLESS,
        /** The head and half of the body, then nothing for a long time. */
        STALL,
        /** Status 500 and an error in JSON. */
        SERVER_ERROR,
        /** A reset instead of an answer. */
        RESET,
        /** A redirect to another place. */
        REDIRECT,
        /** Something that is not JSON. */
        GARBAGE
    }

    private record Rule(String command, Fault fault, AtomicInteger times) {}

    private final FakeRepository repository = new FakeRepository();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final FakeHttpServer server;
    private volatile String requiredAuthorization = "";

    private FakeKubo() throws IOException {
        server = FakeHttpServer.start(this::answer);
    }

    /**
     * Starts a node on loopback.
     *
     * @return the running node
     * @throws IOException when there is no port
     */
    public static FakeKubo start() throws IOException {
        return new FakeKubo();
    }

    /**
     * Where the RPC listens.
     *
     * @return scheme, loopback address and port
     */
    public URI api() {
        return server.address();
    }

    /**
     * Makes the answers to a command go wrong from now on.
     *
     * @param command as in {@code block/get}
     * @param fault how; {@link Fault#NONE} ends it
     */
    public void fail(String command, Fault fault) {
        fail(command, fault, Integer.MAX_VALUE);
    }

    /**
     * Makes the next answers to a command go wrong.
     *
     * @param command as in {@code block/get}
     * @param fault how; {@link Fault#NONE} ends it
     * @param times how many answers
     */
    public void fail(String command, Fault fault, int times) {
        rules.removeIf(rule -> rule.command.equals(command));
        rules.add(new Rule(command, fault, new AtomicInteger(times)));
    }

    /**
     * Refuses requests with another {@code Authorization} header, with status 403.
     *
     * @param value the header's value
     */
    public void requireAuthorization(String value) {
        requiredAuthorization = value;
    }

    /**
     * Makes the node say that it is on a public network.
     *
     * @param bootstrap a multiaddr, or {@code auto}
     */
    public void bootstrapFrom(String bootstrap) {
        repository.setBootstrap(bootstrap);
    }

    /**
     * Turns one bit of a stored block.
     *
     * @param block the block, which is there and is not empty
     * @param offsetBytes the byte in which the bit is
     */
    public void corrupt(Cid block, int offsetBytes) {
        repository.corrupt(block, offsetBytes);
    }

    /**
     * Loses a block, pinned or not.
     *
     * @param block the block
     */
    public void lose(Cid block) {
        repository.lose(block);
    }

    /**
     * What was asked, in order.
     *
     * @return commands with their queries, as in {@code block/get?arg=...}
     */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(FakeHttpServer.Request request, FakeHttpServer.Response response) throws IOException {
        requests.add(request.command() + (request.query().isEmpty() ? "" : "?" + request.query()));
        if (!requiredAuthorization.isEmpty()
                && !requiredAuthorization.equals(request.headers().get("authorization"))) {
            response.send(403, "text/plain", "403 - Forbidden".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return;
        }
        Fault fault = rules.stream()
                .filter(rule -> rule.command.equals(request.command()) && rule.times.getAndDecrement() > 0)
                .map(Rule::fault)
                .findFirst()
                .orElse(Fault.NONE);
        if (fault == Fault.RESET) {
            response.reset();
            return;
        }
        response.with(fault);
        FakeRepository.Answer answer = repository.run(request);
        response.send(answer.status(), answer.contentType(), answer.body().array());
    }

    /** Stops the node; what it holds is lost. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
