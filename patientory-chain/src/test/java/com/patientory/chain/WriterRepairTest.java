package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.TransactionReceipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a writer mends what a node or a network between them has done, and what that costs in requests. */
class WriterRepairTest extends AnvilTest {
    private static final String SEND = "eth_sendRawTransaction";
    private static final String RECEIPT = "eth_getTransactionReceipt";

    private final ContentDigest digest = TestWorld.digest();
    private FileVaultContract vault;
    private NodeProxy proxy;
    private PatientoryChain chain;

    @BeforeEach
    void prepare() throws IOException {
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        proxy = new NodeProxy(ANVIL.node().uri());
        chain = PatientoryChain.connect(world.config().node(proxy.uri()).build());
    }

    @AfterEach
    void close() {
        chain.close();
        proxy.close();
    }

    private VaultWriter single() {
        return VaultWriter.builder(chain).key(world.writer).withoutBatches().open();
    }

    private List<CompletableFuture<TransactionReceipt>> store(VaultWriter writer, int files) {
        List<CompletableFuture<TransactionReceipt>> futures = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            futures.add(writer.store(vault.address(), TestWorld.file(), digest, digest));
        }
        return futures;
    }

    private void awaitAll(List<CompletableFuture<TransactionReceipt>> futures, int files) throws Exception {
        for (CompletableFuture<TransactionReceipt> future : futures) {
            future.get(60, TimeUnit.SECONDS);
        }
        assertEquals(files, vault.files().size());
    }

    private void awaitNonce(long nonce) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (chain.nextNonce(world.writer.address()) < nonce) {
            assertTrue(System.nanoTime() < deadline, "the node never had all writes");
            Thread.sleep(20);
        }
    }

    @Test
    void store_whereBlocksAreSlow_costsTwoCountsEveryFiveSecondsAndNoLookUps() throws Exception {
        ANVIL.node().automine(false);
        try (VaultWriter writer = single()) {
            List<CompletableFuture<TransactionReceipt>> futures = store(writer, 120);
            awaitNonce(120);
            long sends = proxy.requestsWith(SEND);
            Thread.sleep(6_000);
            assertEquals(0, proxy.requestsWith(RECEIPT));
            assertEquals(sends, proxy.requestsWith(SEND));
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            awaitAll(futures, 120);
        }
        assertEquals(120, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_whoseBlockWasMissed_isFoundByOneRequestForMany() throws Exception {
        proxy.fault = new NodeProxy.Fault() {
            @Override
            public String refusal(JsonNode call) {
                return call.path("method").asText().equals("eth_getBlockReceipts") ? "not today" : "";
            }
        };
        try (VaultWriter writer = single()) {
            awaitAll(store(writer, 90), 90);
        }
        assertTrue(proxy.requestsWith(RECEIPT) <= 4, "look-ups: " + proxy.requestsWith(RECEIPT));
        assertEquals(90, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_thatTheNodeKnowsAlready_asksForNoReceipt() throws Exception {
        Set<String> lost = ConcurrentHashMap.newKeySet();
        ANVIL.node().automine(false);
        proxy.fault = new NodeProxy.Fault() {
            @Override
            public boolean lostAfter(JsonNode call) {
                return call.path("method").asText().equals(SEND)
                        && lost.add(call.path("params").path(0).asText());
            }
        };
        try (VaultWriter writer = single()) {
            List<CompletableFuture<TransactionReceipt>> futures = store(writer, 40);
            awaitNonce(40);
            // The answers were lost; the same bytes are sent again, and the node says that it knows them.
            Thread.sleep(1_500);
            assertEquals(0, proxy.requestsWith(RECEIPT));
            ANVIL.node().automine(true);
            ANVIL.node().mine();
            awaitAll(futures, 40);
        }
        assertEquals(40, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void store_signedAnewInARoundThatFails_isNotForgotten() throws Exception {
        Set<String> taken = new HashSet<>();
        // The node says of the first ten that their nonce is used; then it is away whenever a later batch is sent.
        proxy.fault = new NodeProxy.Fault() {
            private int away = 3;

            @Override
            public synchronized String refusal(JsonNode call) {
                boolean first = call.path("method").asText().equals(SEND)
                        && (taken.contains(bytes(call)) || (taken.size() < 10 && taken.add(bytes(call))));
                return first ? "nonce too low" : "";
            }

            @Override
            public synchronized boolean lostBefore(JsonNode call) {
                boolean later =
                        call.path("method").asText().equals(SEND) && taken.size() == 10 && !taken.contains(bytes(call));
                return later && away-- > 0;
            }

            private String bytes(JsonNode call) {
                return call.path("params").path(0).asText();
            }
        };
        try (VaultWriter writer = single()) {
            awaitAll(store(writer, 70), 70);
        }
    }
}
