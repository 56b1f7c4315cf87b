package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.abi.ExchangeCalls;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ChainIdMismatchException;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.DataRequest;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.UnreachableNodeException;
import com.patientory.chain.testkit.AnvilExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two ways to one node stand for two equal nodes. */
@Timeout(60)
class FailoverTest {
    private static final String SEND = "eth_sendRawTransaction";

    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private TestWorld world;
    private FileVaultContract vault;
    private NodeProxy first;
    private NodeProxy second;

    @BeforeEach
    void world() throws IOException {
        world = new TestWorld(ANVIL.node());
        vault = world.registerPatient();
        world.signAndSubmit(vault.prepareGrant(
                Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.SUBMIT), world.inOneDay()));
        first = new NodeProxy(ANVIL.node().uri());
        second = new NodeProxy(ANVIL.node().uri());
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        world.close();
    }

    private PatientoryChain connect() {
        return PatientoryChain.connect(ChainConfig.builder(ANVIL.node().chainId(), world.contracts)
                .node(first.uri())
                .node(second.uri())
                .requestTimeout(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
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
