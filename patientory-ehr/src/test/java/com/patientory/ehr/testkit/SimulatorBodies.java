package com.patientory.ehr.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Sends documents, well or badly. */
final class SimulatorBodies {
    private final EhrSimulator simulator;
    private final HttpExchange exchange;

    SimulatorBodies(EhrSimulator simulator, HttpExchange exchange) {
        this.simulator = simulator;
        this.exchange = exchange;
    }

    static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    void raw(SimulatedDocument document) throws IOException {
        long size = document.content().sizeBytes();
        boolean cut = simulator.take(Fault.TRUNCATED_DOCUMENT);
        boolean stalled = simulator.take(Fault.STALLED_DOCUMENT);
        boolean shortened = simulator.take(Fault.SHORT_DOCUMENT);
        boolean corrupt = simulator.take(Fault.CORRUPT_DOCUMENT);
        long sent = cut || stalled || shortened ? size / 2 : size;
        exchange.sendResponseHeaders(200, shortened ? sent : size == 0 ? -1 : size);
        OutputStream out = exchange.getResponseBody();
        copy(document, out, sent, corrupt);
        out.flush();
        if (stalled) {
            stall();
        }
        if (!cut && !stalled) {
            out.close();
        }
    }

    void wrapped(SimulatedDocument document) throws IOException {
        boolean cut = simulator.take(Fault.TRUNCATED_DOCUMENT);
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(("{\"resourceType\":\"Binary\",\"id\":\"" + document.id() + "\",\"meta\":{\"versionId\":\"1\"},"
                        + "\"contentType\":\"" + document.contentType() + "\",\"data\":\"")
                .getBytes(StandardCharsets.UTF_8));
        long size = document.content().sizeBytes();
        try (OutputStream encoder = Base64.getEncoder().wrap(new Unclosed(out))) {
            copy(document, encoder, cut ? size / 2 : size, false);
        }
        if (!cut) {
            out.write("\"}".getBytes(StandardCharsets.UTF_8));
        }
        // A cut-off body still ends as an honest chunked answer: only the JSON shows it.
        out.close();
    }

    private static void copy(SimulatedDocument document, OutputStream out, long most, boolean corrupt)
            throws IOException {
        byte[] buffer = new byte[64 << 10];
        boolean change = corrupt;
        try (InputStream in = document.content().open()) {
            long left = most;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (change) {
                    buffer[read / 2] ^= 1;
                    change = false;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private void stall() {
        try {
            for (int i = 0; i < 100 && !simulator.closed(); i++) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets an encoder end without ending the answer. */
    private static final class Unclosed extends FilterOutputStream {
        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}
