package com.patientory.examples.webreader;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Folders as a web site on the loopback interface; what is PUT below {@code /out/} is kept. */
final class Site implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml",
            "json", "application/json");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path out;

    private Site(HttpServer server, Map<String, Path> roots, Path out) {
        this.server = server;
        this.out = out;
        roots.forEach((prefix, folder) -> server.createContext(prefix, exchange -> answer(exchange, folder)));
        server.setExecutor(threads);
        server.start();
    }

    static Site of(Map<String, Path> roots, Path out) throws IOException {
        Files.createDirectories(out);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new Site(HttpServer.create(any, 0), roots, out);
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange, Path folder) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Path file = folder.resolve(
                            path.substring(exchange.getHttpContext().getPath().length()))
                    .normalize();
            if (exchange.getRequestMethod().equals("PUT") && file.startsWith(out)) {
                Files.copy(exchange.getRequestBody(), file);
                exchange.sendResponseHeaders(204, -1);
            } else if (file.startsWith(folder) && Files.isRegularFile(file)) {
                send(exchange, file);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, Path file) throws IOException {
        String name = file.getFileName().toString();
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        exchange.getResponseHeaders().set("Content-Type", type);
        long length = Files.size(file);
        exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
        try (OutputStream body = exchange.getResponseBody()) {
            Files.copy(file, body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
