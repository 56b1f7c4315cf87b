package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletKey;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The audit trail of a vault. */
class VaultHistoryTest extends AnvilTest {

    @Test
    void history_ofAWholeStory_isReadInOrderOverManyRanges() {
        FileVaultContract vault = world.registerPatient();
        GranteeId doctor = GranteeId.ofAccount(world.doctor.address());
        world.admit(vault, Capability.READ, Capability.SUBMIT);
        var file = TestWorld.file();
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            writer.store(vault.address(), file, TestWorld.digest(), TestWorld.digest())
                    .join();
        }
        vault.logRefusal(world.writer, file, doctor, "NO_GRANT");
        world.signAndSubmit(vault.prepareGrant(Scope.of(file), doctor, EnumSet.of(Capability.READ), world.inOneDay()));
        vault.logAccess(world.writer, file, doctor, "TREAT");
        world.signAndSubmit(vault.prepareRevoke(Scope.of(file), doctor));
        world.signAndSubmit(vault.prepareRevokeAll());

        ChainConfig small = ChainConfig.builder(ChainId.of(1337), world.contracts)
                .node(ANVIL.node().uri())
                .logRangeBlocks(2)
                .build();
        try (PatientoryChain chain = PatientoryChain.connect(small)) {
            List<VaultEvent> history = chain.vaultOf(world.patient.address()).history();
            assertEquals(vault.history(), history);
            assertEquals(
                    List.of(
                            "Created",
                            "Granted",
                            "FileStored",
                            "AccessRefused",
                            "Granted",
                            "AccessLogged",
                            "Revoked",
                            "AllRevoked"),
                    history.stream().map(e -> e.getClass().getSimpleName()).toList());
            VaultEvent.AccessLogged access = (VaultEvent.AccessLogged) history.get(5);
            assertEquals("TREAT", access.purpose());
            assertEquals(doctor, access.actor());
            assertEquals(TestWorld.MERCY, access.loggedBy());
        }
    }

    @Test
    void history_whereALaterRequestMeetsANodeThatIsBehind_waitsForItAndMissesNothing() throws Exception {
        FileVaultContract vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        AtomicBoolean behind = new AtomicBoolean(true);
        try (NodeProxy proxy = new NodeProxy(ANVIL.node().uri());
                PatientoryChain chain =
                        PatientoryChain.connect(ChainConfig.of(proxy.uri(), ChainId.of(1337), world.contracts))) {
            proxy.fault = new NodeProxy.Fault() {
                @Override
                public String result(JsonNode call) {
                    // Such a node tells the logs that it has, and calls that no error.
                    String method = call.path("method").asText();
                    return !behind.get()
                            ? ""
                            : method.equals("eth_getLogs") ? "[]" : method.equals("eth_getBlockByNumber") ? "null" : "";
                }
            };
            CompletableFuture<List<VaultEvent>> history = CompletableFuture.supplyAsync(
                    () -> chain.vaultOf(world.patient.address()).history());
            Thread.sleep(1_000);
            behind.set(false);
            assertEquals(vault.history(), history.get(30, TimeUnit.SECONDS));
        }
        assertEquals(2, vault.history().size());
    }

    @Test
    void history_ofANodeThatBoundsItsRanges_asksForFewerBlocksAtOnceAndMissesNothing() throws Exception {
        FileVaultContract vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        try (NodeProxy proxy = new NodeProxy(ANVIL.node().uri());
                PatientoryChain chain =
                        PatientoryChain.connect(ChainConfig.of(proxy.uri(), ChainId.of(1337), world.contracts))) {
            proxy.fault = new NodeProxy.Fault() {
                @Override
                public String refusal(JsonNode call) {
                    JsonNode filter = call.path("params").path(0);
                    return filter.has("fromBlock")
                                    && Hex.number(filter.path("toBlock").asText())
                                                    - Hex.number(filter.path("fromBlock")
                                                            .asText())
                                            >= 3
                            ? "Requested range exceeds maximum RPC range limit"
                            : "";
                }
            };
            assertEquals(vault.history(), chain.vaultOf(world.patient.address()).history());
        }
        assertEquals(2, vault.history().size());
    }

    @Test
    void history_fromBeforeTheFirstBlock_isRefused() {
        FileVaultContract vault = world.registerPatient();
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> vault.history(-1));
        assertEquals("the first block is 0 or later, got -1", e.getMessage());
        assertEquals(List.of(), vault.history(Long.MAX_VALUE));
    }

    @Test
    void logAccess_byAStranger_isRefused() {
        FileVaultContract vault = world.registerPatient();
        world.admit(vault, Capability.SUBMIT);
        var file = TestWorld.file();
        try (VaultWriter writer = VaultWriter.open(world.chain, world.writer)) {
            writer.store(vault.address(), file, TestWorld.digest(), TestWorld.digest())
                    .join();
        }
        try (WalletKey stranger = WalletKey.generate(TestWorld.RANDOM)) {
            ContractRevertException e = assertThrows(
                    ContractRevertException.class,
                    () -> vault.logAccess(stranger, file, GranteeId.ofAccount(stranger.address()), "TREAT"));
            assertInstanceOf(ContractError.MissingCapability.class, e.error());
        }
    }
}
