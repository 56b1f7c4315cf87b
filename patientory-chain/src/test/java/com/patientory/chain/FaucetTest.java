package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.ContractError;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faucet of networks with fees. */
class FaucetTest extends AnvilTest {
    private WalletAddress patient;

    @BeforeEach
    void prepare() {
        patient = world.patient.address();
    }

    @Test
    void faucet_givesOncePerIntervalWhatItHolds() {
        Faucet.Terms terms = new Faucet.Terms(BigInteger.TEN, Duration.ofHours(1), BigInteger.valueOf(20));
        Faucet faucet = world.chain.faucetAt(ContractDeployment.deployFaucet(
                ANVIL.node().uri(), world.chain.config().chainId(), world.operator, terms));
        assertEquals(terms, faucet.terms());
        assertEquals(
                new ContractError.FaucetEmpty(BigInteger.ZERO, BigInteger.TEN),
                refusal(() -> faucet.drip(world.operator, patient)));
        ANVIL.node().fund(faucet.address(), BigInteger.valueOf(100));
        assertEquals(Optional.empty(), faucet.nextFor(patient));
        faucet.drip(world.operator, patient);
        assertTrue(faucet.nextFor(patient).isPresent());
        assertInstanceOf(ContractError.TooSoon.class, refusal(() -> faucet.drip(world.operator, patient)));
        faucet.drip(world.operator, world.doctor.address());
        assertInstanceOf(
                ContractError.LimitReached.class, refusal(() -> faucet.drip(world.operator, world.writer.address())));
        assertEquals(
                new ContractError.NotOperator(world.doctor.address()),
                refusal(() -> faucet.drip(world.doctor, patient)));
        ANVIL.node().advance(Duration.ofHours(1));
        faucet.drain(world.operator, world.operator.address(), BigInteger.valueOf(20));
        assertFalse(faucet.terms().amountWei().signum() == 0);
        try (WalletKey other = WalletKey.generate(TestWorld.RANDOM)) {
            assertEquals(Optional.empty(), faucet.nextFor(other.address()));
        }
    }
}
