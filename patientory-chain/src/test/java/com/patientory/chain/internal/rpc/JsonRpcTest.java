package com.patientory.chain.internal.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.patientory.chain.model.NodeErrorException;
import com.patientory.chain.model.UnreachableNodeException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JsonRpcTest {
    private static final byte[] BEGINNING =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII);

    @Test
    void call_whereTheBodyStalls_isUnreachableInTime() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread node = new Thread(() -> stall(server, over), "stalling-node");
            node.setDaemon(true);
            node.start();
            JsonRpc rpc = new JsonRpc(
                    List.of(URI.create("http://127.0.0.1:" + server.getLocalPort())), Duration.ofMillis(500));
            UnreachableNodeException e = assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThrows(UnreachableNodeException.class, () -> rpc.call("eth_chainId")));
            assertInstanceOf(HttpTimeoutException.class, e.getCause());
        } finally {
            over.countDown();
        }
    }

    @Test
    void post_whereTheBodyHasNoEnd_failsBeforeMemoryEnds() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread node = new Thread(() -> pour(server), "pouring-node");
            node.setDaemon(true);
            node.start();
            HttpTransport http = new HttpTransport(Duration.ofSeconds(20), 1 << 20);
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
            IOException e =
                    assertThrows(IOException.class, () -> http.post(uri, HttpTransport.JSON.createObjectNode()));
            assertFalse(e instanceof HttpTimeoutException, "all of it was taken");
        }
    }

    @Test
    void call_whereAGatewayAnswersInManyLines_isTheErrorInOne() throws IOException {
        byte[] answer = "{\"id\":null,\"error\":{\"code\":-32005,\"message\":\"slow\\nERROR down\"}}"
                .getBytes(StandardCharsets.US_ASCII);
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        gateway.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
            JsonRpc rpc = new JsonRpc(List.of(uri), Duration.ofSeconds(10));
            NodeErrorException e = assertThrows(NodeErrorException.class, () -> rpc.call("eth_chainId"));
            assertEquals("eth_chainId failed with code -32005: slow ERROR down", e.getMessage());
        } finally {
            gateway.stop(0);
        }
    }

    private static void pour(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[\"".getBytes(StandardCharsets.US_ASCII));
            byte[] much = new byte[1 << 20];
            Arrays.fill(much, (byte) 'a');
            for (int i = 0; i < 50; i++) {
                out.write(much);
            }
            Thread.sleep(30_000);
        } catch (IOException | InterruptedException e) {
            // The client has had enough.
        }
    }

    private static void stall(ServerSocket server, CountDownLatch over) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(BEGINNING);
            socket.getOutputStream().flush();
            over.await();
        } catch (IOException | InterruptedException e) {
            // The test has ended.
        }
    }
}
