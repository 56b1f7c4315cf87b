package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.abi.ExchangeCalls;
import com.patientory.chain.internal.rpc.EthNode;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.internal.tx.FinalityWatcher;
import com.patientory.chain.model.BlockRef;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ChainIdMismatchException;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.NodeErrorException;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionTimeoutException;
import com.patientory.chain.model.UnreachableNodeException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two ways to one node stand for two equal nodes. */
@Timeout(60)
class FailoverTest extends AnvilTest {
    private static final String SEND = "eth_sendRawTransaction";

    private FileVaultContract vault;
    private NodeProxy first;
    private NodeProxy second;

    @BeforeEach
    void prepare() throws IOException {
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        first = new NodeProxy(ANVIL.node().uri());
        second = new NodeProxy(ANVIL.node().uri());
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private PatientoryChain connect() {
        return PatientoryChain.connect(world.config()
                .node(first.uri())
                .node(second.uri())
                .requestTimeout(Duration.ofSeconds(5))
                .build());
    }

    private static NodeProxy.Fault losing(String method, boolean before) {
        return new NodeProxy.Fault() {
            @Override
            public boolean lostBefore(JsonNode call) {
                return before && lost(call);
            }

            @Override
            public boolean lostAfter(JsonNode call) {
                return !before && lost(call);
            }

            private boolean lost(JsonNode call) {
                return method.isEmpty() || call.path("method").asText().equals(method);
            }
        };
    }

    @Test
    void call_whereTheFirstNodeIsDown_goesToTheNextAndLeavesTheFirstAside() {
        try (PatientoryChain chain = connect()) {
            first.fault = losing("", true);
            int before = first.requests.size();
            for (int i = 0; i < 5; i++) {
                assertEquals(vault.owner(), chain.vaultAt(vault.address()).owner());
            }
            assertEquals(before + 1, first.requests.size());
            assertTrue(second.requestsWith("eth_call") >= 5);
        }
    }

    @Test
    void store_whoseAnswersAreLost_isOfferedToTheNextNodeInTheSameBytes() throws Exception {
        try (PatientoryChain chain = connect();
                VaultWriter writer = VaultWriter.builder(chain)
                        .key(world.writer)
                        .withoutBatches()
                        .open()) {
            first.fault = losing(SEND, false);
            List<CompletableFuture<TransactionReceipt>> futures = new ArrayList<>();
            ContentDigest digest = TestWorld.digest();
            for (int i = 0; i < 30; i++) {
                futures.add(writer.store(vault.address(), TestWorld.file(), digest, digest));
            }
            for (CompletableFuture<TransactionReceipt> future : futures) {
                future.get(30, TimeUnit.SECONDS);
            }
        }
        assertTrue(first.requestsWith(SEND) > 0 && second.requestsWith(SEND) > 0);
        assertEquals(30, vault.files().size());
        assertEquals(30, world.chain.nextNonce(world.writer.address()));
    }

    @Test
    void connect_whereOneNodeServesAnotherNetwork_saysSo() {
        second.fault = servingChain("0x1");
        ChainIdMismatchException e =
                assertThrows(ChainIdMismatchException.class, () -> connect().close());
        assertEquals(ChainId.of(1), e.actual());
    }

    private static NodeProxy.Fault servingChain(String id) {
        return new NodeProxy.Fault() {
            @Override
            public String result(JsonNode call) {
                return call.path("method").asText().equals("eth_chainId") ? id : "";
            }
        };
    }

    @Test
    void connect_whereOneNodeCannotTellItsNetwork_usesTheOther() {
        for (String words : List.of("not ready", "")) {
            first.fault = new NodeProxy.Fault() {
                @Override
                public String refusal(JsonNode call) {
                    return call.path("method").asText().equals("eth_chainId") ? words : "";
                }

                @Override
                public String result(JsonNode call) {
                    return call.path("method").asText().equals("eth_chainId") ? "null" : "";
                }
            };
            try (PatientoryChain chain = connect()) {
                assertEquals(0, chain.nextNonce(world.writer.address()));
                assertEquals(0, first.requestsWith("eth_getTransactionCount"));
            }
        }
    }

    private static NodeProxy.Fault overloaded(int status, BooleanSupplier when) {
        return new NodeProxy.Fault() {
            @Override
            public String body(JsonNode call) {
                boolean send = call.path("method").asText().equals(SEND) && when.getAsBoolean();
                return send
                        ? "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32005,\"message\":\"overloaded\"}}"
                        : "";
            }

            @Override
            public int status() {
                return status;
            }
        };
    }

    @Test
    void store_throughAGatewayThatIsOverloaded_goesByTheOtherNode() throws Exception {
        for (int status : new int[] {429, 503}) {
            first.fault = overloaded(status, () -> true);
            try (PatientoryChain chain = connect();
                    VaultWriter writer = VaultWriter.open(chain, world.writer)) {
                writer.store(vault.address(), TestWorld.file(), TestWorld.digest(), TestWorld.digest())
                        .get(30, TimeUnit.SECONDS);
            }
        }
        assertEquals(2, vault.files().size());
    }

    @Test
    void store_whereAnErrorIsNotOfTheTransaction_isOfferedAgain() throws Exception {
        AtomicInteger times = new AtomicInteger(3);
        first.fault = overloaded(200, () -> times.getAndDecrement() > 0);
        try (PatientoryChain chain = connect();
                VaultWriter writer = VaultWriter.open(chain, world.writer)) {
            writer.store(vault.address(), TestWorld.file(), TestWorld.digest(), TestWorld.digest())
                    .get(30, TimeUnit.SECONDS);
        }
        assertTrue(times.get() < 0);
        assertEquals(1, world.chain.nextNonce(world.writer.address()));
    }

    private static NodeProxy.Fault answering(String method, String result) {
        return new NodeProxy.Fault() {
            @Override
            public String result(JsonNode call) {
                return call.path("method").asText().equals(method) ? result : "";
            }
        };
    }

    @Test
    void call_thatANodeAnswersWithNothing_isATypedError() {
        try (PatientoryChain chain = connect()) {
            for (String nothing : List.of("null", "0x", "{}", "[]", "soon")) {
                first.fault = answering("eth_getTransactionCount", nothing);
                assertThrows(NodeErrorException.class, () -> chain.nextNonce(world.writer.address()), nothing);
                first.fault = answering("eth_getBlockByNumber", nothing.startsWith("{") ? nothing : "null");
                assertThrows(NodeErrorException.class, chain::now, nothing);
                first.fault = answering("eth_blockNumber", nothing);
                assertThrows(NodeErrorException.class, chain::finalHeight, nothing);
            }
        }
    }

    @Test
    void send_whoseReceiptIsAnothersInTheNodesAnswer_isNotTakenForDone() throws Exception {
        TransactionReceipt other =
                world.chain.hospitals().addWriter(world.operator, TestWorld.MERCY, world.doctor.address());
        JsonNode receipt = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(5))
                .call("eth_getTransactionReceipt", other.transaction().toString());
        first.fault = answering("eth_getTransactionReceipt", receipt.toString());
        ANVIL.node().automine(false);
        try (PatientoryChain chain =
                PatientoryChain.connect(ChainConfig.builder(ANVIL.node().chainId(), world.contracts)
                        .node(first.uri())
                        .inclusionTimeout(Duration.ofSeconds(1))
                        .build())) {
            assertThrows(
                    TransactionTimeoutException.class,
                    () -> chain.hospitals().removeWriter(world.operator, TestWorld.MERCY, world.doctor.address()));
        } finally {
            ANVIL.node().automine(true);
        }
    }

    @Test
    void settled_byTwoNodesOfWhichOneIsOnAnotherBranch_isNotSaid() throws Exception {
        JsonRpc direct = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(5));
        String start = ANVIL.node().snapshot();
        direct.call("anvil_mine", "0x1");
        JsonNode undone = direct.call("eth_getBlockByNumber", "latest", false);
        long height = Hex.number(undone.path("number").asText());
        ANVIL.node().revert(start);
        direct.call("anvil_setCoinbase", "0x" + "0".repeat(39) + "7");
        direct.call("anvil_mine", "0x14");
        assertNotEquals(
                undone.path("hash"),
                direct.call("eth_getBlockByNumber", Hex.quantity(height), false).path("hash"));
        // The first node tells of the new head and dies; the second one still has the old branch.
        first.fault = new NodeProxy.Fault() {
            @Override
            public boolean lostBefore(JsonNode call) {
                return asksForHeight(call);
            }
        };
        second.fault = new NodeProxy.Fault() {
            @Override
            public String result(JsonNode call) {
                if (!call.path("method").asText().equals("eth_getBlockByNumber")) {
                    return "";
                }
                boolean above = asksForHeight(call)
                        && Hex.number(call.path("params").path(0).asText()) > height;
                boolean below = asksForHeight(call)
                        && Hex.number(call.path("params").path(0).asText()) < height;
                return above ? "null" : below ? "" : undone.toString();
            }
        };
        List<String> said = new CopyOnWriteArrayList<>();
        EthNode nodes = new EthNode(new JsonRpc(
                List.of(first.uri(), second.uri()),
                Duration.ofSeconds(5),
                ANVIL.node().chainId()));
        try (FinalityWatcher watcher = new FinalityWatcher(nodes.blocks(), 10, Duration.ofMillis(20))) {
            watcher.await(new BlockRef(height, undone.path("hash").asText()), new FinalityWatcher.Waiter() {
                @Override
                public void stands() {
                    said.add("stands");
                }

                @Override
                public void settled() {
                    said.add("settled");
                }

                @Override
                public void undone() {
                    said.add("undone");
                }
            });
            Thread.sleep(1_000);
            assertFalse(said.contains("settled"), "by a head of the other branch");
            first.fault = new NodeProxy.Fault() {};
            second.fault = losing("", true);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!said.contains("undone")) {
                assertTrue(System.nanoTime() < deadline, "never told");
                Thread.sleep(20);
            }
            assertFalse(said.contains("settled"));
        }
    }

    private static boolean asksForHeight(JsonNode call) {
        return call.path("method").asText().equals("eth_getBlockByNumber")
                && !call.path("params").path(0).asText().equals("latest");
    }

    @Test
    void call_toANodeThatCameBackWithAnotherNetwork_neverReachesIt() {
        second.fault = losing("", true);
        try (PatientoryChain chain = connect()) {
            second.fault = servingChain("0x1");
            first.fault = losing("", true);
            assertThrows(ChainIdMismatchException.class, () -> chain.nextNonce(world.writer.address()));
            assertEquals(0, second.requestsWith("eth_getTransactionCount"));
        }
    }

    @Test
    void call_whereNoNodeAnswers_namesThemAll() {
        try (PatientoryChain chain = connect()) {
            first.fault = losing("", true);
            second.fault = losing("", true);
            UnreachableNodeException e =
                    assertThrows(UnreachableNodeException.class, () -> chain.nextNonce(world.writer.address()));
            assertEquals(List.of(first.uri(), second.uri()), e.nodes());
        }
    }

    @Test
    void rent_wherePartOfTheNodesIsBehind_findsTheLeaseAllTheSame() {
        world.chain.rental().setOffer(world.operator, new StorageRental.Offer(TokenAmount.ofUnits(0), 0, true));
        AtomicInteger behind = new AtomicInteger(3);
        first.fault = new NodeProxy.Fault() {
            @Override
            public String result(JsonNode call) {
                return switch (call.path("method").asText()) {
                    case "eth_getBlockByHash" -> behind.get() > 0 ? "null" : "";
                    case "eth_getLogs" -> behind.getAndDecrement() > 0 ? "no logs" : "";
                    default -> "";
                };
            }
        };
        try (PatientoryChain chain = connect()) {
            long lease = chain.rental()
                    .rent(world.patient, world.operator.address(), 1, Duration.ofDays(1), TokenAmount.ofUnits(0));
            assertEquals(world.patient.address(), chain.rental().leaseOf(lease).tenant());
        }
        assertTrue(behind.get() < 0);
    }

    @Test
    void open_whereANodeCountsFewerRequests_findsTheNumberAllTheSame() {
        DataRequest.Terms terms = new DataRequest.Terms(
                TestWorld.digest(),
                world.doctor.address(),
                TokenAmount.ofUnits(1),
                1,
                world.inOneDay(),
                Duration.ofDays(1),
                Duration.ofDays(1),
                0,
                0);
        assertEquals(1, world.chain.exchange().open(world.operator, terms).number());
        String openedBy = HexFormat.of()
                .formatHex(ExchangeCalls.openedBy(world.operator.address()).data());
        first.fault = new NodeProxy.Fault() {
            @Override
            public String result(JsonNode call) {
                return call.toString().contains(openedBy) ? "0x" + "0".repeat(64) : "";
            }
        };
        try (PatientoryChain chain = connect()) {
            assertEquals(2, chain.exchange().open(world.operator, terms).number());
        }
    }
}
