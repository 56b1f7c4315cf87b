package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.device.DeviceReview;
import com.patientory.chain.device.SignatureRequest;
import com.patientory.chain.model.Batch;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractAddresses;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.FileRecord;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A patient who moves on to a later registry, and whoever looks for the files from either side. */
class MigrationTest extends AnvilTest {
    private static final long GAS = 10_000_000;

    private FileVaultContract vault;
    private ContractAddresses laterContracts;
    private PatientoryChain laterChain;
    private DeviceReview device;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
        laterContracts = ContractDeployment.deploy(
                ANVIL.node().uri(), world.chain.config().chainId(), world.operator, TestWorld.SUPPLY);
        laterChain =
                PatientoryChain.connect(ChainConfig.builder(world.chain.config().chainId(), laterContracts)
                        .node(ANVIL.node().uri())
                        .pollInterval(Duration.ofMillis(20))
                        .build());
        laterChain
                .hospitals()
                .register(world.operator, "mercy.example", "Mercy Hospital", "", world.operator.address());
        laterChain.hospitals().addWriter(world.operator, TestWorld.MERCY, world.writer.address());
        device = world.deviceOf(world.patient)
                .successor(laterContracts.registry(), world.patient.address())
                .build();
    }

    @AfterEach
    void close() {
        laterChain.close();
    }

    private FileVaultContract registerLater(WalletAddress predecessor) {
        PatientRegistration registration = world.registrationAt(BigInteger.ZERO).continuing(predecessor);
        laterChain
                .registry()
                .register(
                        world.operator,
                        registration,
                        registration.sign(world.patient, world.chain.config().chainId(), laterContracts.registry()));
        return laterChain.vaultOf(world.patient.address());
    }

    private void allowMercy(FileVaultContract where, DeviceReview review) {
        world.signAndSubmit(
                world.patient,
                review,
                where.prepareGrant(
                        Scope.wholeVault(),
                        TestWorld.MERCY,
                        EnumSet.of(Capability.READ, Capability.SUBMIT),
                        world.inOneDay()));
    }

    private DeviceReview laterDevice() {
        return DeviceReview.builder(
                        world.chain.config().chainId(),
                        laterContracts.registry(),
                        world.patient.address(),
                        Map.of(TestWorld.MERCY, "Mercy Hospital"))
                .build();
    }

    private Batch.NewFile store(FileVaultContract where) {
        Batch.NewFile file = new Batch.NewFile(TestWorld.file(), TestWorld.digest(), TestWorld.digest());
        where.guest().storeMany(world.writer, List.of(file), GAS);
        return file;
    }

    private static List<FileId> ids(FileVaultContract where) {
        return where.files().stream().map(FileRecord::id).toList();
    }

    @Test
    void migration_signedByThePatient_isFoundFromBothSides() {
        allowMercy(vault, device);
        Batch.NewFile old = store(vault);
        FileVaultContract later = registerLater(vault.address());
        assertEquals(Optional.empty(), later.line().predecessor(), "one end is no link");
        assertEquals(List.of(), ids(later));
        world.signAndSubmit(world.patient, device, vault.line().prepareMigrate(later.address()));

        assertEquals(later.address(), vault.line().successor().orElseThrow().address());
        assertEquals(vault.address(), later.line().predecessor().orElseThrow().address());
        List<WalletAddress> line = List.of(vault.address(), later.address());
        assertEquals(line, addresses(vault));
        assertEquals(line, addresses(later));
        assertEquals(vault.files(), later.files(), "the earlier files, seen from the later vault");
        assertEquals(vault.address(), later.files().get(0).vault());
        assertTrue(vault.isStored(old.id(), old.body(), old.envelope()), "and provable where they lie");
        assertTrue(later.history().stream()
                .anyMatch(e -> e instanceof VaultEvent.PredecessorNamed p
                        && p.predecessor().equals(vault.address())));
        assertTrue(vault.history().stream()
                .anyMatch(
                        e -> e instanceof VaultEvent.Migrated m && m.successor().equals(later.address())));
    }

    private static List<WalletAddress> addresses(FileVaultContract of) {
        return of.line().all().stream().map(FileVaultContract::address).toList();
    }

    @Test
    void migratedVault_takesNothingNew_andNamesItsSuccessor() {
        allowMercy(vault, device);
        Batch.NewFile old = store(vault);
        FileVaultContract later = registerLater(vault.address());
        world.signAndSubmit(world.patient, device, vault.line().prepareMigrate(later.address()));
        ContractRevertException e = assertThrows(ContractRevertException.class, () -> store(vault));
        assertEquals(new ContractError.VaultMigrated(later.address()), e.error());
        e = assertThrows(ContractRevertException.class, () -> vault.line().prepareMigrate(later.address()));
        assertEquals(new ContractError.VaultMigrated(later.address()), e.error());
        vault.guest().storeMany(world.writer, List.of(old), GAS);
        vault.logAccess(world.writer, old.id(), TestWorld.MERCY, "TREAT");
        ContentDigest rewrapped = TestWorld.digest();
        world.signAndSubmit(world.patient, device, vault.prepareSetEnvelope(old.id(), rewrapped));
        assertEquals(rewrapped, later.files().get(0).envelope());
        world.signAndSubmit(world.patient, device, vault.prepareRevokeAll());
        assertFalse(vault.canRead(TestWorld.MERCY, old.id()));
        world.signAndSubmit(world.patient, device, vault.prepareErase(old.id()));
        assertEquals(List.of(), later.files());
    }

    /** The old file's id with other content, or as a "newer" version of what superseded it: neither hides it. */
    @Test
    void laterWriter_cannotChangeWhatTheEarlierVaultHas_butSupersedeIt() {
        allowMercy(vault, device);
        Batch.NewFile first = store(vault);
        Batch.NewFile second = new Batch.NewFile(TestWorld.file(), TestWorld.digest(), TestWorld.digest());
        vault.guest().storeVersion(world.writer, second, first.id());
        Batch.NewFile other = store(vault);
        FileVaultContract later = registerLater(vault.address());
        world.signAndSubmit(world.patient, device, vault.line().prepareMigrate(later.address()));
        allowMercy(later, laterDevice());
        Batch.NewFile falsified = new Batch.NewFile(other.id(), TestWorld.digest(), TestWorld.digest());
        later.guest().storeMany(world.writer, List.of(falsified, second), GAS);
        later.guest().storeVersion(world.writer, first, second.id());
        assertEquals(List.of(second.id(), other.id()), ids(later));
        assertEquals(other.body(), later.files().get(1).body());

        Batch.NewFile third = new Batch.NewFile(TestWorld.file(), TestWorld.digest(), TestWorld.digest());
        later.guest().storeVersion(world.writer, third, other.id());
        assertEquals(List.of(second.id(), third.id()), ids(later));
        assertEquals(
                List.of(other.body(), third.body()),
                later.versions(third.id(), manifest -> Optional.empty()).stream()
                        .map(FileRecord::body)
                        .toList());
    }

    @Test
    void requests_signedAsTypedData_eraseAndMigrateForAServer() {
        allowMercy(vault, device);
        Batch.NewFile old = store(vault);
        FileVaultContract later = registerLater(vault.address());
        relay(new SignatureRequest.Erase(
                old.id(), vault.nextRequest(), world.chain.now().plusSeconds(3600)));
        assertTrue(vault.isErased(old.id()));
        relay(new SignatureRequest.Migrate(
                later.address(), vault.nextRequest(), world.chain.now().plusSeconds(3600)));
        assertEquals(List.of(vault.address(), later.address()), addresses(vault));
    }

    private void relay(SignatureRequest request) {
        vault.guest()
                .relay(world.operator, device.review(request, request.nonce()).sign(world.patient));
    }

    @Test
    void device_namesOnlyTheVaultThatItComputes_andOnlySoon() {
        FileVaultContract later = registerLater(vault.address());
        WalletAddress another = world.doctor.address();
        assertEquals(Reason.WRONG_TARGET, refusal(device, another, Duration.ofHours(1)));
        assertEquals(Reason.WRONG_TARGET, refusal(world.device, later.address(), Duration.ofHours(1)));
        assertEquals(Reason.UNBOUNDED_EXPIRY, refusal(device, later.address(), Duration.ofDays(2)));
        SignatureRequest erase = new SignatureRequest.Erase(
                TestWorld.file(), vault.nextRequest(), world.chain.now().plus(Duration.ofDays(2)));
        assertEquals(
                Reason.UNBOUNDED_EXPIRY,
                assertThrows(ReviewRefusedException.class, () -> device.review(erase, erase.nonce()))
                        .reason());
        SignatureRequest.Migrate good = new SignatureRequest.Migrate(
                later.address(), vault.nextRequest(), world.chain.now().plus(Duration.ofHours(1)));
        assertTrue(device.review(good, good.nonce())
                .sentence()
                .startsWith("Continue in your vault " + later.address() + " of the registry "
                        + laterContracts.registry() + ": the vault here takes nothing new any more, for ever"));
    }

    private Reason refusal(DeviceReview review, WalletAddress successor, Duration within) {
        SignatureRequest request = new SignatureRequest.Migrate(
                successor, vault.nextRequest(), world.chain.now().plus(within));
        return assertThrows(ReviewRefusedException.class, () -> review.review(request, request.nonce()))
                .reason();
    }

    @Test
    void wrongEnds_areRefusedWithTheirTypes() {
        FileVaultContract unlinked;
        try (WalletKey stranger = WalletKey.generate(TestWorld.RANDOM)) {
            ContractRevertException e =
                    assertThrows(ContractRevertException.class, () -> registerLater(stranger.address()));
            assertEquals(new ContractError.InvalidPredecessor(stranger.address()), e.error());
            unlinked = laterChain.vaultOf(stranger.address());
        }
        ContractRevertException e =
                assertThrows(ContractRevertException.class, () -> vault.line().prepareMigrate(unlinked.address()));
        assertEquals(new ContractError.InvalidSuccessor(unlinked.address()), e.error());
    }
}
