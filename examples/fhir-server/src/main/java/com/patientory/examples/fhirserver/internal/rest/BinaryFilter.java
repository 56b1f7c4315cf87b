package com.patientory.examples.fhirserver.internal.rest;

import com.patientory.examples.fhirserver.internal.content.Content;
import com.patientory.examples.fhirserver.internal.content.Population.Held;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Streams Binaries past HAPI, which knows them as byte arrays only: raw ones of any size, and large ones wrapped in
 * JSON. Both with their exact Content-Length.
 */
public final class BinaryFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    /** What HAPI may hold in memory as a whole. */
    static final long MAX_PARSED_BYTES = 1L << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    private final transient Records records;

    /** Streams from these records. */
    public BinaryFilter(Records records) {
        this.records = records;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo() == null ? request.getRequestURI() : request.getPathInfo();
        String id = path.substring(path.lastIndexOf('/') + 1);
        Optional<Held> held = "GET".equals(request.getMethod()) ? records.binary(id) : Optional.empty();
        if (held.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Content content = held.get().content();
        response.setHeader("X-Content-Type-Options", "nosniff");
        switch (Negotiation.of(request.getHeader("Accept"), request.getParameter("_format"))) {
            case RAW -> raw(content, response);
            case JSON -> {
                if (content.sizeBytes() > MAX_PARSED_BYTES) {
                    wrapped(id, content, response);
                } else {
                    chain.doFilter(request, response);
                }
            }
            case XML -> {
                if (content.sizeBytes() > MAX_PARSED_BYTES) {
                    response.sendError(HttpServletResponse.SC_NOT_ACCEPTABLE);
                } else {
                    chain.doFilter(request, response);
                }
            }
        }
    }

    private static void raw(Content content, HttpServletResponse response) throws IOException {
        response.setContentType(content.contentType());
        response.setContentLengthLong(content.sizeBytes());
        copy(content, response.getOutputStream());
    }

    private static void wrapped(String id, Content content, HttpServletResponse response) throws IOException {
        byte[] head = ("{\"resourceType\":\"Binary\",\"id\":\"" + id + "\",\"contentType\":\"" + content.contentType()
                        + "\",\"data\":\"")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\"}".getBytes(StandardCharsets.UTF_8);
        long encoded = (content.sizeBytes() + 2) / 3 * 4;
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.setContentLengthLong(head.length + encoded + tail.length);
        OutputStream out = response.getOutputStream();
        out.write(head);
        try (OutputStream base64 = Base64.getEncoder().wrap(new KeptOpen(out))) {
            copy(content, base64);
        }
        out.write(tail);
    }

    private static void copy(Content content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = content.open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
    }

    /** The encoder writes its last group when closed, and would close the response with it. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            // the container closes it
        }
    }
}
