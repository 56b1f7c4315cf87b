package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.testkit.AnvilExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

/** Tests on one anvil for the class, with contracts and people of its own for each test. */
@Timeout(120)
abstract class AnvilTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    TestWorld world;

    @BeforeEach
    final void newWorld() {
        world = new TestWorld(ANVIL.node());
    }

    @AfterEach
    final void closeWorld() {
        ANVIL.node().automine(true);
        world.close();
    }

    /** Exchanges blocks for empty ones, and takes from the pool what came back into it; no block is made from then on. */
    static void undo(int depth) {
        JsonRpc rpc = new JsonRpc(List.of(ANVIL.node().uri()), Duration.ofSeconds(10));
        ANVIL.node().automine(false);
        rpc.call("anvil_reorg", depth, List.of());
        rpc.call("anvil_dropAllTransactions");
    }

    static ContractError refusal(Executable call) {
        return assertThrows(ContractRevertException.class, call).error();
    }
}
