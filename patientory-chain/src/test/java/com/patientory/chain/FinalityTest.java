package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FinalityTest extends AnvilTest {

    @Test
    void finalHeight_ofAConfiguredDepth_isThatFarBelowTheNewestBlock() {
        ChainConfig config = ChainConfig.builder(ANVIL.node().chainId(), world.contracts)
                .node(ANVIL.node().uri())
                .finalityBlocks(3)
                .build();
        try (PatientoryChain chain = PatientoryChain.connect(config)) {
            long newest = world.chain.finalHeight();
            assertTrue(newest > 3);
            assertEquals(newest - 3, chain.finalHeight());
            ANVIL.node().mine();
            assertEquals(newest - 2, chain.finalHeight());
        }
    }

    @Test
    void config_withANegativeFinality_isRefused() {
        ChainConfig.Builder builder = ChainConfig.builder(ANVIL.node().chainId(), world.contracts)
                .node(ANVIL.node().uri())
                .finalityBlocks(-1);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, builder::build);
        assertTrue(String.valueOf(e.getMessage()).contains("-1"));
    }
}
