package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.testkit.AnvilExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A {@link FaultRun} on a node that exchanges its last blocks for empty ones, half of the times without keeping what they held in its
 * pool. Deeper: {@code -Dpatientory.fault.depth=64}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FaultRunTest {
    private static final int DEPTH = Integer.getInteger("patientory.fault.depth", 4);

    /** With deep ones nothing would ever be final if they did not end. */
    private static final int REORGANISATIONS = 4 * FaultRun.KILLS;

    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension(Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private final JsonRpc node = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10));
    private int reorganisations;

    @Test
    void store_byTwoProcessesThatAreKilled_losesAndDoublesNothing() throws Exception {
        try (TestWorld world = new TestWorld(ANVIL.node())) {
            FaultRun run = new FaultRun(world, DEPTH + 1);
            node.call("anvil_mine", Hex.quantity(DEPTH));
            run.run(List.of(ANVIL.node().uri()), folder, this::reorganise);
        }
        assertTrue(reorganisations > 0);
    }

    private void reorganise(Random random) {
        if (reorganisations < REORGANISATIONS) {
            node.call("anvil_reorg", 1 + random.nextInt(DEPTH), List.of());
            if (random.nextBoolean()) {
                node.call("anvil_dropAllTransactions");
            }
            reorganisations++;
        }
    }
}
