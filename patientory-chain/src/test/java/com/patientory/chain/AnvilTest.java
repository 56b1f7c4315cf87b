package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.testkit.AnvilExtension;
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
        world.close();
    }

    static ContractError refusal(Executable call) {
        return assertThrows(ContractRevertException.class, call).error();
    }
}
