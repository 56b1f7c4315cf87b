package com.patientory.chain.internal.rpc;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.patientory.chain.model.UnreachableNodeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
