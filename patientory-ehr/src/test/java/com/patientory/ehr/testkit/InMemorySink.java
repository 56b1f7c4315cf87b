package com.patientory.ehr.testkit;

import com.patientory.ehr.RecordSink;
import com.patientory.ehr.SinkToken;
import com.patientory.ehr.spi.DocumentRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A sink that keeps everything in memory and counts its calls; each stage may be repeated. */
public final class InMemorySink implements RecordSink {
    /**
     * A record that was anchored.
     *
     * @param document what it is
     * @param content its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record Anchored(DocumentRef document, byte[] content) {
        @Override
        public String toString() {
            return "Anchored[" + content.length + " bytes]";
        }
    }

    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Anchored> sealed = new ConcurrentHashMap<>();
    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final Map<String, Anchored> anchored = new ConcurrentHashMap<>();
    private final List<String> withdrawn = new CopyOnWriteArrayList<>();

    @Override
    public SinkToken seal(DocumentRef document, InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        String name = "sealed-" + number.incrementAndGet();
        sealed.put(name, new Anchored(document, bytes));
        return SinkToken.of(name);
    }

    @Override
    public SinkToken store(SinkToken token) throws IOException {
        require(sealed.containsKey(token.text()));
        stored.add(token.text());
        return token;
    }

    @Override
    public SinkToken anchor(SinkToken token) throws IOException {
        require(stored.contains(token.text()));
        anchored.put(token.text(), java.util.Objects.requireNonNull(sealed.get(token.text())));
        return token;
    }

    @Override
    public void discard(SinkToken token) {
        sealed.remove(token.text());
    }

    @Override
    public void withdrawn(SinkToken token) {
        withdrawn.add(token.text());
    }

    /**
     * Lists what was anchored.
     *
     * @return the records in no order
     */
    public List<Anchored> records() {
        return List.copyOf(anchored.values());
    }

    /**
     * Counts what was sealed and not discarded.
     *
     * @return the number
     */
    public int sealedCount() {
        return sealed.size();
    }

    /**
     * Counts what was withdrawn.
     *
     * @return the number
     */
    public int withdrawnCount() {
        return withdrawn.size();
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("the engine gave a token that this sink does not know");
        }
    }
}
