package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.internal.abi.VaultCalls;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.EventCursorException;
import com.patientory.chain.model.Scope;
import com.patientory.chain.testkit.AnvilExtension;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The truth to compare with is what the node tells about its chain from the first block on. */
@Timeout(120)
class EventCursorTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private record Height(long number, String snapshot) {}

    private final JsonRpc rpc = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(30));
    private final Deque<Height> heights = new ArrayDeque<>();
    private final Random random = new Random();
    private TestWorld world;
    private FileVaultContract vault;
    private EventConsumer consumer;

    @BeforeEach
    void world() {
        world = new TestWorld(ANVIL.node());
        vault = world.registerPatient();
        world.signAndSubmit(vault.prepareGrant(
                Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.SUBMIT), world.inOneDay()));
        consumer = new EventConsumer(world.chain, vault.address());
        remember();
    }

    @AfterEach
    void close() {
        world.close();
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
