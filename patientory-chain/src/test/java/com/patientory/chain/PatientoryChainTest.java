package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.device.SignedTransaction;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ChainIdMismatchException;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.NodeErrorException;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.TransactionTimeoutException;
import com.patientory.chain.model.UnreachableNodeException;
import com.patientory.crypto.Keccak256;
import com.patientory.crypto.WalletAddress;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The way in, and what becomes of what is submitted. */
class PatientoryChainTest extends AnvilTest {

    @Test
    void connect_toAnotherChain_namesBoth() {
        ChainConfig config = ChainConfig.of(ANVIL.node().uri(), ChainId.of(1), world.contracts);
        ChainIdMismatchException e =
                assertThrows(ChainIdMismatchException.class, () -> PatientoryChain.connect(config));
        assertEquals(ChainId.of(1), e.expected());
        assertEquals(ChainId.of(1337), e.actual());
    }

    @Test
    void connect_whereAContractIsMissing_namesItsAddress() {
        WalletAddress nowhere = WalletAddress.of(new byte[20]);
        ContractAddresses deployed = world.contracts;
        ContractAddresses contracts = new ContractAddresses(
                deployed.registry(), nowhere, deployed.ptoy(), deployed.rental(), deployed.exchange());
        ChainConfig config = ChainConfig.of(ANVIL.node().uri(), ChainId.of(1337), contracts);
        ContractNotDeployedException e =
                assertThrows(ContractNotDeployedException.class, () -> PatientoryChain.connect(config));
        assertEquals(nowhere, e.address());
    }

    @Test
    void connect_whereNobodyListens_namesTheNodeWithoutItsSecrets() {
        URI node = URI.create("http://user:secret@127.0.0.1:1/key?token=hidden");
        ChainConfig config = ChainConfig.of(node, ChainId.of(1337), world.contracts);
        UnreachableNodeException e =
                assertThrows(UnreachableNodeException.class, () -> PatientoryChain.connect(config));
        assertEquals(List.of(URI.create("http://127.0.0.1:1")), e.nodes());
        assertFalse(String.valueOf(e.getMessage()).matches(".*(secret|hidden|key).*"));
    }

    @Test
    void connect_withOneDeadNode_usesTheOther() {
        ChainConfig config = ChainConfig.builder(ChainId.of(1337), world.contracts)
                .node(URI.create("http://127.0.0.1:1"))
                .node(ANVIL.node().uri())
                .build();
        try (PatientoryChain chain = PatientoryChain.connect(config)) {
            assertEquals(TestWorld.SUPPLY, chain.ptoy().totalSupply());
        }
    }

    @Test
    void ptoy_transfer_addsUpOrIsRefused() {
        TokenAmount amount = TokenAmount.parse("12.5");
        world.chain.ptoy().transfer(world.operator, world.doctor.address(), amount);
        assertEquals(amount, world.chain.ptoy().balanceOf(world.doctor.address()));
        assertEquals(TestWorld.SUPPLY.minus(amount), world.chain.ptoy().balanceOf(world.operator.address()));
        ContractRevertException e = assertThrows(
                ContractRevertException.class,
                () -> world.chain.ptoy().transfer(world.doctor, world.operator.address(), TestWorld.SUPPLY));
        assertEquals(
                new ContractError.InsufficientBalance(world.doctor.address(), amount, TestWorld.SUPPLY), e.error());
    }

    @Test
    void submit_sameBytesTwice_isHarmlessAndForAnotherChainRefused() {
        FileVaultContract vault = world.registerPatient();
        long nonce = world.chain.nextNonce(world.patient.address());
        SignedTransaction signed = world.device
                .review(
                        vault.prepareGrant(
                                Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.READ), world.inOneDay()),
                        nonce)
                .sign(world.patient);
        assertEquals(world.patient.address(), signed.sender());
        assertEquals(world.chain.submit(signed), world.chain.submit(signed));
    }

    @Test
    void submit_withAUsedNonce_isRejectedWithItsReason() {
        FileVaultContract vault = world.registerPatient();
        SignedTransaction late =
                world.device.review(vault.prepareRevokeAll(), 0).sign(world.patient);
        world.admit(vault, Capability.READ);
        TransactionRejectedException e =
                assertThrows(TransactionRejectedException.class, () -> world.chain.submit(late));
        assertEquals(TransactionRejectedException.Reason.NONCE_TOO_LOW, e.reason());
        assertEquals(late.hash(), e.transaction());
    }

    @Test
    void submit_thatRevertsOnTheChain_isDecoded() {
        FileVaultContract vault = world.registerPatient();
        world.admit(vault, Capability.READ);
        long nonce = world.chain.nextNonce(world.patient.address());
        var prepared = vault.prepareRevoke(Scope.wholeVault(), TestWorld.MERCY);
        SignedTransaction first = world.device.review(prepared, nonce).sign(world.patient);
        SignedTransaction second = TestTransactions.withNonce(prepared, nonce + 1, world);
        world.chain.submit(first);
        ContractRevertException e = assertThrows(ContractRevertException.class, () -> world.chain.submit(second));
        assertEquals(new ContractError.GrantNotFound(Scope.wholeVault()), e.error());
        ContractRevertException again =
                assertThrows(ContractRevertException.class, () -> world.chain.receiptOf(second.hash()));
        assertEquals(e.error(), again.error());
    }

    @Test
    void receiptOf_aTransactionThatTimedOut_tellsWhatBecameOfIt() {
        FileVaultContract vault = world.registerPatient();
        var prepared = vault.prepareRevokeAll();
        long nonce = world.chain.nextNonce(world.patient.address());
        SignedTransaction early = TestTransactions.withNonce(prepared, nonce + 1, world);
        ChainConfig hasty = ChainConfig.builder(world.chain.config().chainId(), world.contracts)
                .node(world.chain.config().nodes().get(0))
                .inclusionTimeout(Duration.ofMillis(300))
                .build();
        TransactionTimeoutException e;
        try (PatientoryChain chain = PatientoryChain.connect(hasty)) {
            e = assertThrows(TransactionTimeoutException.class, () -> chain.submit(early));
        }
        assertEquals(Optional.empty(), world.chain.receiptOf(e.transaction()));
        world.chain.submit(world.device.review(prepared, nonce).sign(world.patient));
        assertEquals(
                world.chain.submit(early),
                world.chain.receiptOf(e.transaction()).orElseThrow());
    }

    @Test
    void view_ofAContractThatAnswersNonsense_isANodeError() {
        // Answers every call by one byte, which is no word.
        byte[] code = HexFormat.of().parseHex("600b600c600039600b6000f3" + "60001960005260016000f3");
        long nonce = world.chain.nextNonce(world.doctor.address());
        TransactionReceipt made = world.chain.network().send(world.doctor, null, code);
        assertEquals(nonce + 1, world.chain.nextNonce(world.doctor.address()));
        assertEquals(made, world.chain.receiptOf(made.transaction()).orElseThrow());
        byte[] name = Keccak256.digest(
                HexFormat.of().parseHex("d694"), world.doctor.address().bytes(), new byte[] {(byte) 0x80});
        FileVaultContract liar = world.chain.vaultAt(WalletAddress.of(Arrays.copyOfRange(name, 12, 32)));
        for (Executable view : List.<Executable>of(
                liar::owner,
                liar::breakGlassAllowed,
                liar::nextRequest,
                () -> liar.line().predecessor(),
                () -> liar.grantOf(Scope.wholeVault(), TestWorld.MERCY),
                () -> liar.emergencyOf(world.doctor.address()),
                () -> liar.currentVersion(TestWorld.file()))) {
            assertThrows(NodeErrorException.class, view);
        }
    }

    @Test
    void config_withATimeBeyondItsBounds_isRefused() {
        ChainConfig.Builder config = ChainConfig.builder(ChainId.of(1337), world.contracts)
                .node(ANVIL.node().uri())
                .inclusionTimeout(Duration.ofDays(365));
        assertEquals(Duration.ofDays(365), config.build().inclusionTimeout());
        // Nanoseconds of 300 years are more than a long holds, and a writer would end each of its rounds with that.
        for (Duration odd : List.of(
                Duration.ofDays(300 * 365), ChronoUnit.FOREVER.getDuration(), Duration.ZERO, Duration.ofNanos(1))) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> config.inclusionTimeout(odd).build());
            assertTrue(String.valueOf(e.getMessage()).contains("from 1 ms to 365 days"), e.getMessage());
        }
    }
}
