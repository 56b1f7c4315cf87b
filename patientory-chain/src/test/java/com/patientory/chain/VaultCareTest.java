package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.device.SignatureRequest;
import com.patientory.chain.model.Batch.NewFile;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.Scope;
import com.patientory.chain.model.VaultEvent;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owner, hospital and clinicians do in a vault: prepared, reviewed, signed and submitted. */
class VaultCareTest extends AnvilTest {
    private static final Set<Capability> READ = EnumSet.of(Capability.READ);

    private FileVaultContract vault;
    private GranteeId doctor;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
        doctor = GranteeId.ofAccount(world.doctor.address());
    }

    @Test
    void clinician_breaksTheGlass_readsUntilTheOwnerEndsIt() {
        WalletAddress lee = world.doctor.address();
        assertEquals(
                new ContractError.NotClinician(lee),
                refusal(() -> vault.guest().prepareBreakGlass(lee, TestWorld.digest(), Duration.ofHours(1))));
        world.chain.hospitals().attestClinician(world.operator, TestWorld.MERCY, lee, world.inOneDay());
        assertEquals(Optional.of(TestWorld.MERCY), world.chain.hospitals().clinicianHospital(lee));
        world.signAndSubmit(
                world.doctor, vault.guest().prepareBreakGlass(lee, TestWorld.digest(), Duration.ofHours(1)));
        Instant end = vault.emergencyOf(lee).orElseThrow();
        assertTrue(end.isAfter(world.chain.now()), "ends " + end);
        assertTrue(vault.canRead(doctor, TestWorld.file()));

        world.signAndSubmit(vault.prepareEndEmergency(lee));
        assertEquals(Optional.empty(), vault.emergencyOf(lee));
        world.signAndSubmit(vault.prepareBreakGlassPolicy(false));
        assertFalse(vault.breakGlassAllowed());
        assertEquals(
                new ContractError.BreakGlassForbidden(),
                refusal(() -> vault.guest().prepareBreakGlass(lee, TestWorld.digest(), Duration.ofHours(1))));
        world.signAndSubmit(vault.prepareBreakGlassPolicy(true));
        world.chain.hospitals().withdrawClinician(world.operator, TestWorld.MERCY, lee);
        assertEquals(Optional.empty(), world.chain.hospitals().clinicianHospital(lee));
    }

    @Test
    void holder_forwardsWithADevice_andTakesBack() {
        Instant expiry = world.inOneDay();
        world.signAndSubmit(vault.prepareGrant(
                Scope.wholeVault(), doctor, EnumSet.of(Capability.READ, Capability.FORWARD), expiry));
        WalletAddress lee = world.doctor.address();
        assertInstanceOf(
                ContractError.InvalidCapabilities.class,
                refusal(() -> vault.guest()
                        .prepareForward(
                                lee, Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.SUBMIT), expiry)));
        world.signAndSubmit(
                world.doctor, vault.guest().prepareForward(lee, Scope.wholeVault(), TestWorld.MERCY, READ, expiry));
        assertEquals(READ, vault.capabilitiesOf(TestWorld.MERCY, Scope.wholeVault()));
        assertEquals(
                doctor,
                vault.grantOf(Scope.wholeVault(), TestWorld.MERCY).orElseThrow().grantedBy());
        world.signAndSubmit(world.doctor, vault.guest().prepareTakeBack(lee, Scope.wholeVault(), TestWorld.MERCY));
        assertTrue(vault.capabilitiesOf(TestWorld.MERCY, Scope.wholeVault()).isEmpty());
    }

    @Test
    void suspendedHospital_andWhatItForwarded_giveNothingUntilReinstated() {
        world.admit(vault, Capability.READ, Capability.FORWARD);
        Instant soon = world.chain.now().plus(Duration.ofHours(1));
        vault.guest().forward(world.writer, Scope.wholeVault(), doctor, READ, soon);
        assertEquals(READ, vault.capabilitiesOf(doctor, Scope.wholeVault()));
        assertEquals(List.of(world.writer.address()), world.chain.hospitals().writersOf(TestWorld.MERCY));
        world.chain.hospitals().suspend(world.operator, TestWorld.MERCY);
        assertTrue(vault.capabilitiesOf(doctor, Scope.wholeVault()).isEmpty());
        assertEquals(List.of(), world.chain.hospitals().writersOf(TestWorld.MERCY));
        assertEquals(
                new ContractError.HospitalInactive(TestWorld.MERCY),
                refusal(() ->
                        world.chain.hospitals().addWriter(world.operator, TestWorld.MERCY, world.writer.address())));
        world.chain.hospitals().reinstate(world.operator, TestWorld.MERCY);
        assertEquals(READ, vault.capabilitiesOf(doctor, Scope.wholeVault()));
    }

    @Test
    void reader_logsAndAnnounces_withADevice() {
        NewFile file = TestWorld.newFile();
        world.signAndSubmit(vault.prepareStore(file));
        world.signAndSubmit(vault.prepareGrant(
                Scope.wholeVault(), doctor, EnumSet.of(Capability.READ, Capability.NOTIFY), world.inOneDay()));
        WalletAddress lee = world.doctor.address();
        world.signAndSubmit(world.doctor, vault.guest().prepareLogAccess(lee, file.id(), "TREAT"));
        ContentDigest message = TestWorld.digest();
        world.signAndSubmit(world.doctor, vault.guest().prepareAnnounce(lee, Scope.of(file.id()), message));
        List<VaultEvent> history = vault.history();
        VaultEvent.AccessLogged logged = (VaultEvent.AccessLogged) history.get(history.size() - 2);
        assertEquals(doctor, logged.actor());
        VaultEvent.Notified notified = (VaultEvent.Notified) history.get(history.size() - 1);
        assertEquals(message, notified.envelope());
    }

    @Test
    void owner_signsRequests_anybodyRelaysEachOnce() {
        Instant deadline = world.chain.now().plus(Duration.ofHours(1));
        SignatureRequest.Signed allow = sign(new SignatureRequest.Allow(
                Scope.wholeVault(),
                TestWorld.MERCY,
                READ,
                Instant.EPOCH,
                world.inOneDay(),
                vault.nextRequest(),
                deadline));
        vault.guest().relay(world.doctor, allow);
        assertEquals(READ, vault.capabilitiesOf(TestWorld.MERCY, Scope.wholeVault()));
        assertInstanceOf(
                ContractError.InvalidNonce.class, refusal(() -> vault.guest().relay(world.doctor, allow)));
        vault.guest()
                .relay(
                        world.doctor,
                        sign(new SignatureRequest.Withdraw(
                                Scope.wholeVault(), TestWorld.MERCY, vault.nextRequest(), deadline)));
        assertTrue(vault.capabilitiesOf(TestWorld.MERCY, Scope.wholeVault()).isEmpty());
        world.admit(vault, Capability.READ);
        vault.guest().relay(world.doctor, sign(new SignatureRequest.WithdrawAll(vault.nextRequest(), deadline)));
        assertTrue(vault.capabilitiesOf(TestWorld.MERCY, Scope.wholeVault()).isEmpty());
    }

    @Test
    void request_forALaterNonce_wouldOutliveARevocationAndIsRefused() {
        BigInteger next = vault.nextRequest();
        SignatureRequest.Allow later = new SignatureRequest.Allow(
                Scope.wholeVault(),
                TestWorld.MERCY,
                READ,
                Instant.EPOCH,
                world.inOneDay(),
                next.add(BigInteger.ONE),
                world.chain.now().plus(Duration.ofHours(1)));
        assertEquals(
                ReviewRefusedException.Reason.WRONG_NONCE,
                assertThrows(ReviewRefusedException.class, () -> world.device.review(later, next))
                        .reason());
        SignatureRequest.Signed signed = sign(later);
        world.signAndSubmit(vault.prepareRevokeAll());
        vault.guest().relay(world.doctor, signed);
        assertEquals(READ, vault.capabilitiesOf(TestWorld.MERCY, Scope.wholeVault()));
    }

    @Test
    void relay_ofAChangedRequest_isRefused() {
        Instant deadline = world.chain.now().plus(Duration.ofHours(1));
        SignatureRequest.Allow read = new SignatureRequest.Allow(
                Scope.wholeVault(),
                TestWorld.MERCY,
                READ,
                Instant.EPOCH,
                world.inOneDay(),
                vault.nextRequest(),
                deadline);
        SignatureRequest.Allow more = new SignatureRequest.Allow(
                read.scope(),
                read.grantee(),
                EnumSet.allOf(Capability.class),
                read.notBefore(),
                read.expiry(),
                read.nonce(),
                deadline);
        SignatureRequest.Signed forged = new SignatureRequest.Signed(
                world.patient.address(), more, sign(read).signature());
        assertEquals(
                new ContractError.InvalidSignature(world.patient.address()),
                refusal(() -> vault.guest().relay(world.doctor, forged)));
    }

    private SignatureRequest.Signed sign(SignatureRequest request) {
        return world.device.review(request, request.nonce()).sign(world.patient);
    }
}
