package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.CallInterruptedException;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.Grant;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VaultGrantTest extends AnvilTest {
    private FileVaultContract vault;

    @BeforeEach
    void prepare() {
        vault = world.registerPatient();
    }

    @Test
    void grant_toHospital_isWrittenAndHoldsForItsWriters() {
        Instant expiry = world.inOneDay();
        Set<Capability> may = EnumSet.of(Capability.READ, Capability.SUBMIT);
        world.signAndSubmit(vault.prepareGrant(Scope.wholeVault(), TestWorld.MERCY, may, expiry));

        Grant grant = vault.grantOf(Scope.wholeVault(), TestWorld.MERCY).orElseThrow();
        assertEquals(may, grant.capabilities());
        assertEquals(expiry, grant.expiry());
        assertEquals(GranteeId.ofAccount(world.patient.address()), grant.grantedBy());
        assertEquals(may, vault.capabilitiesOf(TestWorld.MERCY, Scope.wholeVault()));
        assertEquals(may, vault.capabilitiesOfAccount(world.writer.address(), Scope.wholeVault()));
    }

    @Test
    void canRead_beforeWithinAndAfterTheGrant_followsTheGrant() {
        GranteeId doctor = GranteeId.ofAccount(world.doctor.address());
        FileId file = TestWorld.file();
        assertFalse(vault.canRead(doctor, file));
        world.signAndSubmit(vault.prepareGrant(Scope.of(file), doctor, EnumSet.of(Capability.READ), world.inOneDay()));
        assertTrue(vault.canRead(doctor, file));
        assertFalse(vault.canRead(doctor, TestWorld.file()));
        ANVIL.node().advance(Duration.ofDays(1).plusSeconds(1));
        assertFalse(vault.canRead(doctor, file));
        assertTrue(vault.grantOf(Scope.of(file), doctor).isPresent());
    }

    @Test
    void revoke_ofAGrant_endsIt() {
        Set<Capability> may = EnumSet.of(Capability.READ);
        world.signAndSubmit(vault.prepareGrant(Scope.wholeVault(), TestWorld.MERCY, may, world.inOneDay()));
        world.signAndSubmit(vault.prepareRevoke(Scope.wholeVault(), TestWorld.MERCY));
        assertTrue(vault.grantOf(Scope.wholeVault(), TestWorld.MERCY).isEmpty());
        assertFalse(vault.canRead(TestWorld.MERCY, TestWorld.file()));
    }

    @Test
    void revokeAll_ofSeveralGrants_endsThemAll() {
        GranteeId doctor = GranteeId.ofAccount(world.doctor.address());
        Set<Capability> may = EnumSet.of(Capability.READ);
        world.signAndSubmit(vault.prepareGrant(Scope.wholeVault(), TestWorld.MERCY, may, world.inOneDay()));
        world.signAndSubmit(vault.prepareGrant(Scope.wholeVault(), doctor, may, world.inOneDay()));
        world.signAndSubmit(vault.prepareRevokeAll());
        assertTrue(vault.capabilitiesOf(TestWorld.MERCY, Scope.wholeVault()).isEmpty());
        assertTrue(vault.capabilitiesOf(doctor, Scope.wholeVault()).isEmpty());
    }

    @Test
    void submit_interruptedWhileItWaits_leavesAtOnceWithTheFlagSet() throws Exception {
        UnsignedTransaction prepared = vault.prepareGrant(
                Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.SUBMIT), world.inOneDay());
        ANVIL.node().automine(false);
        try {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread waiting = new Thread(() -> {
                try {
                    world.signAndSubmit(prepared);
                } catch (RuntimeException e) {
                    thrown.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("flag lost"));
                }
            });
            waiting.start();
            Thread.sleep(500);
            waiting.interrupt();
            waiting.join(5_000);
            assertInstanceOf(CallInterruptedException.class, thrown.get());
        } finally {
            ANVIL.node().automine(true);
        }
    }

    @Test
    void prepareRevoke_withoutGrant_isRefusedWithItsType() {
        ContractRevertException e = assertThrows(
                ContractRevertException.class, () -> vault.prepareRevoke(Scope.wholeVault(), TestWorld.MERCY));
        assertEquals(new ContractError.GrantNotFound(Scope.wholeVault()), e.error());
    }

    @Test
    void prepareGrant_inThePast_isRefusedWithItsType() {
        ContractRevertException e = assertThrows(
                ContractRevertException.class,
                () -> vault.prepareGrant(
                        Scope.wholeVault(),
                        TestWorld.MERCY,
                        EnumSet.of(Capability.READ),
                        world.chain.now().minusSeconds(1)));
        assertInstanceOf(ContractError.InvalidPeriod.class, e.error());
    }
}
