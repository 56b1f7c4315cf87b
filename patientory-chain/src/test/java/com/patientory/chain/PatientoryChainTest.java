package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.HospitalEntry;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.TokenAmount;
import com.patientory.chain.model.TransactionRejectedException;
import com.patientory.chain.model.UnreachableNodeException;
import com.patientory.chain.model.VaultEvent;
import com.patientory.chain.testkit.AnvilExtension;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class PatientoryChainTest {
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
    void register_withTheOwnersSignature_makesContractsWhereTheDeviceExpectsThem() {
        PatientRegistration r = world.registration();
        assertArrayEquals(world.chain.registry().digestOf(r), r.digest(ChainId.of(1337), world.contracts.registry()));
        assertFalse(world.chain.registry().isRegistered(r.owner()));
        EcdsaSignature signature = r.sign(world.patient, ChainId.of(1337), world.contracts.registry());
        OwnerContracts made = world.chain.registry().register(world.operator, r, signature);
        assertEquals(world.device.vault(), made.vault());
        assertTrue(world.chain.registry().isRegistered(r.owner()));

        UserContract user = world.chain.userOf(r.owner());
        assertEquals(r.owner(), user.owner());
        assertEquals(r.keyBundle(), user.keyBundle());
        assertEquals(r.rsaThumbprint(), user.rsaThumbprint());
        assertEquals(r.keyBundleLocator(), user.keyBundleLocator());
        assertEquals(1, user.keyVersion());
        assertEquals(Optional.of(r.patientId()), user.patientIdAt(TestWorld.MERCY));
        assertEquals(Optional.empty(), user.patientIdAt(GranteeId.ofHospital("other.example")));
        assertEquals(r.owner(), world.chain.vaultOf(r.owner()).owner());
    }

    @Test
    void register_ofAStranger_isRefused() {
        PatientRegistration r = world.registration();
        byte[] digest = r.digest(ChainId.of(1337), world.contracts.registry());
        EcdsaSignature forged = world.operator.sign(digest);
        ContractRevertException e = assertThrows(
                ContractRevertException.class, () -> world.chain.registry().register(world.operator, r, forged));
        assertEquals(new ContractError.InvalidSignature(r.owner()), e.error());
        assertThrows(
                ContractNotDeployedException.class,
                () -> world.chain.vaultOf(r.owner()).owner());
    }

    @Test
    void register_twiceOrTooLate_isRefusedWithItsType() {
        WalletAddress registry = world.contracts.registry();
        PatientRegistration r = world.registration();
        ANVIL.node().advance(Duration.ofHours(2));
        EcdsaSignature late = r.sign(world.patient, ChainId.of(1337), registry);
        assertInstanceOf(
                ContractError.SignatureExpired.class,
                assertThrows(
                                ContractRevertException.class,
                                () -> world.chain.registry().register(world.operator, r, late))
                        .error());
        world.registerPatient();
        PatientRegistration again = world.registration();
        EcdsaSignature signature = again.sign(world.patient, ChainId.of(1337), registry);
        ContractRevertException e = assertThrows(
                ContractRevertException.class, () -> world.chain.registry().register(world.operator, again, signature));
        OwnerContracts contracts = world.chain.contractsOf(r.owner());
        assertEquals(new ContractError.AlreadyRegistered(r.owner(), contracts.user(), contracts.vault()), e.error());
    }

    @Test
    void hospitals_writersAndEntries_areAsRegistered() {
        HospitalRegistry hospitals = world.chain.hospitals();
        assertEquals(Optional.of(TestWorld.MERCY), hospitals.hospitalOf(world.writer.address()));
        assertEquals(
                new HospitalEntry(
                        TestWorld.MERCY, world.operator.address(), true, "mercy.example", "Mercy Hospital", ""),
                hospitals.entry(TestWorld.MERCY));
        hospitals.removeWriter(world.operator, TestWorld.MERCY, world.writer.address());
        assertEquals(Optional.empty(), hospitals.hospitalOf(world.writer.address()));
        ContractRevertException e = assertThrows(
                ContractRevertException.class,
                () -> hospitals.register(world.doctor, "evil.example", "Evil", "", world.doctor.address()));
        assertEquals(new ContractError.NotOperator(world.doctor.address()), e.error());
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
        world.signAndSubmit(
                vault.prepareGrant(Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.READ), world.inOneDay()));
        TransactionRejectedException e =
                assertThrows(TransactionRejectedException.class, () -> world.chain.submit(late));
        assertEquals(TransactionRejectedException.Reason.NONCE_TOO_LOW, e.reason());
        assertEquals(late.hash(), e.transaction());
    }

    @Test
    void submit_thatRevertsOnTheChain_isDecoded() {
        FileVaultContract vault = world.registerPatient();
        world.signAndSubmit(
                vault.prepareGrant(Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.READ), world.inOneDay()));
        long nonce = world.chain.nextNonce(world.patient.address());
        var prepared = vault.prepareRevoke(Scope.wholeVault(), TestWorld.MERCY);
        SignedTransaction first = world.device.review(prepared, nonce).sign(world.patient);
        SignedTransaction second = TestTransactions.withNonce(prepared, nonce + 1, world);
        world.chain.submit(first);
        ContractRevertException e = assertThrows(ContractRevertException.class, () -> world.chain.submit(second));
        assertEquals(new ContractError.GrantNotFound(Scope.wholeVault()), e.error());
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
