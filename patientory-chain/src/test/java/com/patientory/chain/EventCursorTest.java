package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.EventCursorException;
import com.patientory.chain.model.NodeErrorException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The truth to compare with is what the node tells about its chain from the first block on. */
class EventCursorTest extends AnvilTest {
    private record Height(long number, String snapshot) {}

    private final JsonRpc rpc = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(30));
    private final Deque<Height> heights = new ArrayDeque<>();
    private final Random random = new Random();
    private FileVaultContract vault;
    private EventConsumer consumer;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        consumer = new EventConsumer(world.chain, vault.address());
        remember();
    }

    private long head() {
        return world.chain.network().node().blockNumber();
    }

    private void remember() {
        heights.push(new Height(head(), ANVIL.node().snapshot()));
    }

    private void store() {
        ContentDigest digest = TestWorld.digest();
        byte[] call = VaultCalls.store(TestWorld.file(), digest, digest).data();
        world.chain.network().send(world.writer, vault.address(), call);
    }

    private void mine(int blocks) {
        rpc.call("anvil_mine", "0x" + Integer.toHexString(blocks));
    }

    /** Goes back to the newest remembered height of at least a depth, and begins another chain there. */
    private void reorganise(long depth) {
        long head = head();
        Height to = heights.pop();
        while (head - to.number < depth && !heights.isEmpty()) {
            to = heights.pop();
        }
        ANVIL.node().revert(to.snapshot);
        // Another miner makes another block: the same one within the same second would have the same hash.
        rpc.call("anvil_setCoinbase", "0x" + String.format("%040x", random.nextLong() & Long.MAX_VALUE));
        remember();
        mine(1);
    }

    private void assertExact(String when) {
        consumer.drain();
        assertEquals(vault.history(), consumer.events(), when);
    }

    @Test
    void poll_onAGrowingChain_tellsEachEventOnce() {
        assertExact("at first");
        store();
        store();
        mine(3);
        EventCursor.Batch batch = consumer.drain();
        assertTrue(batch.atHead());
        assertEquals(vault.history(), consumer.events());
        assertEquals(head() + 1, batch.checkpoint().next());
        assertEquals(List.of(), consumer.drain().changes());
    }

    @Test
    void poll_afterAReorganisation_takesBackTheNewestBlockFirst() {
        store();
        consumer.drain();
        remember();
        store();
        store();
        consumer.drain();
        List<EventCursor.Change> before = consumer.newestFirst(2);
        reorganise(1);
        store();
        EventCursor.Batch batch = consumer.poll();
        assertEquals(before, batch.changes().subList(0, 2));
        assertExact("after it");
    }

    @Test
    void poll_whereTheFirstBlockToldIsExchanged_goesBackToTheBeginning() {
        consumer = new EventConsumer(world.chain, vault.address(), EventCheckpoint.before(head() + 1));
        store();
        assertEquals(1, consumer.drain().changes().size());
        reorganise(1);
        consumer.drain();
        assertEquals(List.of(), consumer.events());
    }

    @Test
    void poll_after64Blocks_isExactAlsoFarBehind() {
        store();
        mine(300);
        store();
        remember();
        mine(20);
        store();
        mine(43);
        assertExact("far behind");
        reorganise(64);
        store();
        assertExact("after 64 blocks were exchanged");
    }

    @Test
    void poll_afterADeeperReorganisation_isATypedErrorAndStaysSo() {
        remember();
        store();
        mine(200);
        store();
        assertExact("before");
        reorganise(150);
        mine(210);
        for (int i = 0; i < 2; i++) {
            EventCursorException e = assertThrows(EventCursorException.class, () -> consumer.drain());
            assertEquals(EventCursorException.Reason.TOO_DEEP, e.reason());
            assertTrue(e.block().isPresent());
        }
    }

    private PatientoryChain through(NodeProxy proxy) {
        return PatientoryChain.connect(ChainConfig.of(proxy.uri(), ANVIL.node().chainId(), world.contracts));
    }

    private static boolean asksForBlock(JsonNode call) {
        return call.path("method").asText().equals("eth_getBlockByNumber");
    }

    private static String heightOf(JsonNode call) {
        return call.path("params").path(0).asText();
    }

    /** Shows a chain that ends at a height, as a node does that still catches up. */
    private NodeProxy.Fault behind(long height) {
        String head =
                rpc.call("eth_getBlockByNumber", Hex.quantity(height), false).toString();
        return new NodeProxy.Fault() {
            @Override
            public String result(JsonNode call) {
                if (!asksForBlock(call)) {
                    return "";
                }
                if (heightOf(call).equals("latest")) {
                    return head;
                }
                return Hex.number(heightOf(call)) > height ? "null" : "";
            }
        };
    }

    @Test
    void poll_ofANodeThatIsBehindAllRememberedBlocks_takesNothingBack() throws IOException {
        long early = head();
        store();
        mine(20);
        EventCheckpoint young = consumer.drain().checkpoint();
        mine(200);
        EventCheckpoint old = consumer.drain().checkpoint();
        try (NodeProxy proxy = new NodeProxy(ANVIL.node().uri());
                PatientoryChain chain = through(proxy)) {
            proxy.fault = behind(early - 2);
            EventCheckpoint late = EventCheckpoint.before(early);
            EventConsumer begun = new EventConsumer(world.chain, vault.address(), late);
            late = begun.drain().checkpoint();
            for (EventCheckpoint checkpoint : List.of(young, old, late)) {
                EventCursor cursor = EventCursor.open(chain, List.of(vault.address()), checkpoint);
                EventCursor.Batch batch = cursor.poll();
                assertEquals(List.of(), batch.changes());
                assertEquals(checkpoint.next(), batch.checkpoint().next());
                proxy.fault = new NodeProxy.Fault() {};
                assertEquals(List.of(), cursor.poll().changes());
                proxy.fault = behind(early - 2);
            }
        }
    }

    @Test
    void poll_whereASecondNodeIsBehind_neverTellsAnEventTwice() throws IOException {
        store();
        mine(300);
        List<EventCursor.Change> changes = new ArrayList<>();
        try (NodeProxy proxy = new NodeProxy(ANVIL.node().uri());
                PatientoryChain chain =
                        PatientoryChain.connect(ChainConfig.builder(ANVIL.node().chainId(), world.contracts)
                                .node(proxy.uri())
                                .logRangeBlocks(120)
                                .build())) {
            EventCursor cursor = EventCursor.open(chain, List.of(vault.address()), EventCheckpoint.before(0));
            changes.addAll(cursor.poll().changes());
            String low =
                    rpc.call("eth_getBlockByNumber", Hex.quantity(100), false).toString();
            AtomicInteger asked = new AtomicInteger();
            proxy.fault = new NodeProxy.Fault() {
                @Override
                public String result(JsonNode call) {
                    boolean second =
                            asksForBlock(call) && heightOf(call).equals("latest") && asked.incrementAndGet() % 2 == 0;
                    if (second) {
                        return low;
                    }
                    // Some nodes call an inverted range an error, others find nothing in it.
                    JsonNode filter = call.path("params").path(0);
                    boolean inverted = filter.has("fromBlock")
                            && Hex.number(filter.path("fromBlock").asText())
                                    > Hex.number(filter.path("toBlock").asText());
                    return inverted ? "[]" : "";
                }
            };
            long next = 0;
            while (next <= head()) {
                EventCursor.Batch batch = cursor.poll();
                changes.addAll(batch.changes());
                assertTrue(
                        batch.checkpoint().next() >= next,
                        "went back to " + batch.checkpoint().next());
                next = batch.checkpoint().next();
            }
        }
        assertEquals(
                vault.history(),
                changes.stream()
                        .map(change -> ((EventCursor.Change.Applied) change).event())
                        .toList());
    }

    @Test
    void poll_whereTheNodeLacksTheOldBlocksThatAreNext_hasNothingToAskForAtOnce() throws IOException {
        mine(300);
        try (NodeProxy proxy = new NodeProxy(ANVIL.node().uri());
                PatientoryChain chain = through(proxy)) {
            EventCursor cursor = EventCursor.open(chain, List.of(vault.address()), EventCheckpoint.before(0));
            proxy.fault = new NodeProxy.Fault() {
                @Override
                public String result(JsonNode call) {
                    return asksForBlock(call) && !heightOf(call).equals("latest") ? "null" : "";
                }
            };
            EventCursor.Batch batch = cursor.poll();
            assertEquals(0, batch.checkpoint().next());
            assertTrue(batch.atHead(), "a consumer would ask again and again without a pause");
            proxy.fault = new NodeProxy.Fault() {};
            assertFalse(cursor.poll().atHead());
        }
    }

    /** Refuses what follows too much in one request, as geth does beyond 25 MB: more blocks than so many, or a larger range. */
    private static NodeProxy.Fault bounded(int blocks) {
        AtomicInteger tooLarge = new AtomicInteger();
        return new NodeProxy.Fault() {
            @Override
            public String refusal(JsonNode call) {
                JsonNode filter = call.path("params").path(0);
                if (call.path("id").asInt() == 0) {
                    tooLarge.set(0);
                }
                if (tooLarge.get() >= blocks) {
                    return "response too large";
                }
                if (filter.has("fromBlock")) {
                    tooLarge.addAndGet((int) (Hex.number(filter.path("toBlock").asText())
                            - Hex.number(filter.path("fromBlock").asText())
                            + 1));
                } else if (filter.has("blockHash")) {
                    tooLarge.incrementAndGet();
                }
                return "";
            }
        };
    }

    @Test
    void poll_ofANodeThatBoundsItsAnswers_asksForFewerBlocksAtOnceAndIsExact() throws IOException {
        for (int i = 0; i < 12; i++) {
            store();
            mine(i < 4 ? 60 : 6);
        }
        try (NodeProxy proxy = new NodeProxy(ANVIL.node().uri());
                PatientoryChain chain = through(proxy)) {
            proxy.fault = bounded(10);
            EventConsumer bounded = new EventConsumer(chain, vault.address());
            bounded.drain();
            assertEquals(vault.history(), bounded.events());
            proxy.fault = bounded(0);
            assertThrows(NodeErrorException.class, bounded::drain);
        }
    }

    @Test
    void poll_fromABlockThatNeverComes_tellsNothing() {
        EventCursor cursor =
                EventCursor.open(world.chain, List.of(vault.address()), EventCheckpoint.before(Long.MAX_VALUE));
        EventCursor.Batch batch = cursor.poll();
        assertEquals(List.of(), batch.changes());
        assertTrue(batch.atHead());
    }

    @ParameterizedTest
    @ValueSource(ints = {127, 128, 129})
    void poll_afterAsManyBlocksAsItRemembers_isExactOrATypedError(int depth) {
        mine(200);
        assertExact("at first");
        remember();
        store();
        mine(depth - 1);
        assertExact("before");
        reorganise(depth);
        mine(depth + 5);
        if (depth < EventCheckpoint.MOST_BLOCKS) {
            assertExact("after");
        } else {
            EventCursorException e = assertThrows(EventCursorException.class, () -> consumer.drain());
            assertEquals(EventCursorException.Reason.TOO_DEEP, e.reason());
        }
    }

    @Test
    void poll_throughRandomReorganisationsAndCrashes_isExact() {
        long seed = Long.getLong("patientory.seed", System.nanoTime());
        random.setSeed(seed);
        int reorganisations = 0;
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> store();
                case 2 -> mine(1 + random.nextInt(12));
                case 3 -> {
                    long before = head();
                    reorganise(1 + random.nextInt(64));
                    assertFalse(before - head() > 64 + 12, "seed " + seed);
                    reorganisations++;
                }
                case 4 -> consumer.poll();
                default -> consumer.crash();
            }
            if (head() - heights.element().number > 3) {
                remember();
            }
            if (random.nextInt(4) == 0) {
                assertExact("seed " + seed + ", step " + step);
            }
        }
        assertExact("seed " + seed + ", at the end");
        assertTrue(reorganisations > 0);
    }
}
