package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.VaultEvent;
import com.patientory.chain.testkit.AnvilExtension;
import com.patientory.crypto.WalletKey;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The audit trail of a vault. */
@Timeout(120)
class VaultHistoryTest {
    @RegisterExtension
    static final AnvilExtension ANVIL = new AnvilExtension();

    private TestWorld world;

    @BeforeEach
    void world() {
        world = new TestWorld(ANVIL.node());
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void history_ofAWholeStory_isReadInOrderOverManyRanges() {
        FileVaultContract vault = world.registerPatient();
        GranteeId doctor = GranteeId.ofAccount(world.doctor.address());
        world.signAndSubmit(vault.prepareGrant(
                Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.READ, Capability.SUBMIT), world.inOneDay()));
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
    void logAccess_byAStranger_isRefused() {
        FileVaultContract vault = world.registerPatient();
        world.signAndSubmit(vault.prepareGrant(
                Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.SUBMIT), world.inOneDay()));
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
