package com.patientory.chain;

import com.patientory.chain.testkit.CliqueExtension;
import com.patientory.chain.testkit.CliqueNetwork;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A {@link FaultRun} on four validators, of which one at a time stops or loses its power, and comes back. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CliqueFaultRunTest {
    /** Three of four validators have signed what is older, and the testkit never takes back more than the newest. */
    private static final int FINALITY = 3;

    @RegisterExtension
    static final CliqueExtension CLIQUE = new CliqueExtension();

    @TempDir
    Path folder;

    @Test
    void store_whileValidatorsStopAndComeBack_losesAndDoublesNothing() throws Exception {
        CliqueNetwork network = CLIQUE.network();
        try (TestWorld world = new TestWorld(network.uris(), network.chainId())) {
            new FaultRun(world, FINALITY).run(network.uris(), folder, random -> disturb(network, random));
        }
    }

    private static void disturb(CliqueNetwork network, Random random) throws InterruptedException {
        int validator = random.nextInt(network.uris().size());
        if (random.nextBoolean()) {
            network.stop(validator);
        } else {
            network.kill(validator);
        }
        Thread.sleep(1_000 + random.nextInt(4_000));
        network.restart(validator);
    }
}
