package com.patientory.storage.testkit;

import com.patientory.storage.testkit.FakeKubo.Fault;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Just enough of HTTP/1.1 over a socket to misbehave in every way that a client must survive. */
final class FakeHttpServer implements AutoCloseable {
    private static final int STALL_MILLIS = 60_000;
    private static final int ENDLESS_BYTES = 8 << 20;

    private final ServerSocket listener;
    private final Handler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-kubo");
        thread.setDaemon(true);
        return thread;
    });

    /** Answers requests. */
    interface Handler {
        void answer(Request request, Response response) throws IOException;
    }

    /** A request with its whole body. */
    record Request(String command, String query, Map<String, String> headers, ByteBuffer body) {
        /** The first value of an option, or the default. */
        String option(String name, String orElse) {
            for (String pair : query.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
            return orElse;
        }
    }

    private FakeHttpServer(ServerSocket listener, Handler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    static FakeHttpServer start(Handler handler) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        FakeHttpServer server = new FakeHttpServer(listener, handler);
        server.threads.execute(server::accept);
        return server;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the end of the server
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                handler.answer(read(in), new Response(socket));
            }
        } catch (IOException gone) {
            // the client or the server ended the connection
        } finally {
            connections.remove(socket);
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] start = line(in).split(" ", -1);
        String[] target = start[1].split("\\?", 2);
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] parts = header.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        byte[] body = "chunked".equals(headers.get("transfer-encoding"))
                ? chunks(in)
                : exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String command = target[0].replaceFirst("^/api/v0/", "");
        return new Request(command, target.length > 1 ? target[1] : "", headers, ByteBuffer.wrap(body));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(exactly(in, size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        for (Socket connection : List.copyOf(connections)) {
            connection.close();
        }
    }

    /** How the answer goes out. */
    static final class Response {
        private final Socket socket;
        private Fault fault = Fault.NONE;

        private Response(Socket socket) {
            this.socket = socket;
        }

        void with(Fault newFault) {
            fault = newFault;
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        void send(int status, String contentType, byte[] body) throws IOException {
            OutputStream out = socket.getOutputStream();
            switch (fault) {
                case SERVER_ERROR -> {
                    head(out, 500, "application/json", "");
                    chunk(
                            out,
                            "{\"Message\":\"planned failure\",\"Code\":0,\"Type\":\"error\"}"
                                    .getBytes(StandardCharsets.US_ASCII));
                    end(out, "");
                }
                case REDIRECT -> {
                    head(out, 302, contentType, "Location: http://127.0.0.1:9/\r\n");
                    end(out, "");
                }
                case GARBAGE -> whole(out, status, contentType, new byte[] {'{', 'x'});
                case WRONG_BYTES -> whole(out, status, contentType, flipped(body));
                case ENDLESS -> whole(out, status, contentType, Arrays.copyOf(body, ENDLESS_BYTES));
                case TRAILER_ERROR, TRUNCATION, STALL -> half(out, status, contentType, body);
                default -> whole(out, status, contentType, body);
            }
        }

        private void half(OutputStream out, int status, String contentType, byte[] body) throws IOException {
            head(out, status, contentType, "");
            chunk(out, Arrays.copyOf(body, body.length / 2));
            if (fault == Fault.TRAILER_ERROR) {
                end(out, "X-Stream-Error: failed to fetch all nodes\r\n");
            } else if (fault == Fault.STALL) {
                sleep();
            }
            socket.close();
        }

        private static void sleep() {
            try {
                Thread.sleep(STALL_MILLIS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }

        private static byte[] flipped(byte[] body) {
            byte[] wrong = body.clone();
            if (wrong.length > 0) {
                wrong[wrong.length / 2] ^= 1;
            }
            return wrong;
        }

        private static void whole(OutputStream out, int status, String contentType, byte[] body) throws IOException {
            head(out, status, contentType, "");
            chunk(out, body);
            end(out, "");
        }

        private static void head(OutputStream out, int status, String contentType, String more) throws IOException {
            out.write(("HTTP/1.1 " + status + " -\r\nContent-Type: " + contentType + "\r\nTrailer: X-Stream-Error\r\n"
                            + more + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private static void chunk(OutputStream out, byte[] bytes) throws IOException {
            if (bytes.length > 0) {
                out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes);
                out.write(new byte[] {'\r', '\n'});
                out.flush();
            }
        }

        private static void end(OutputStream out, String trailers) throws IOException {
            out.write(("0\r\n" + trailers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
