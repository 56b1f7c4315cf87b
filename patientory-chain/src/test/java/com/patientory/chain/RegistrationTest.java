package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractNotDeployedException;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.HospitalEntry;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is registered: patients by their signature, hospitals and their writers. */
class RegistrationTest extends AnvilTest {

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
}
