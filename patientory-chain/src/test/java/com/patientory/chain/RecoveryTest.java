package com.patientory.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.device.DeviceReview;
import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.Capability;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.ContractError;
import com.patientory.chain.model.ContractRevertException;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.Scope;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys, ids, guardians, and the same contracts under a new account. */
class RecoveryTest extends AnvilTest {
    private UserContract user;
    private WalletAddress patient;
    private WalletAddress phone;

    @BeforeEach
    void prepare() {
        world.registerPatient();
        patient = world.patient.address();
        phone = world.writer.address();
        user = world.chain.userOf(patient);
    }

    private void chooseGuardians() {
        world.signAndSubmit(user.prepareSetGuardians(Set.of(world.doctor.address(), world.operator.address()), 2));
    }

    private void support(WalletKey guardian) {
        DeviceReview device = world.deviceOf(guardian).build();
        world.signAndSubmit(guardian, device, user.prepareSupportRecovery(guardian.address(), phone));
    }

    @Test
    void keys_rotated_keepTheirHistory() {
        List<UserContract.Keys> before = user.keyHistory();
        assertEquals(List.of(1), before.stream().map(UserContract.Keys::version).toList());
        ContentDigest bundle = TestWorld.digest();
        ContentDigest thumbprint = TestWorld.digest();
        UnsignedTransaction rotation = user.prepareRotateKeys(bundle, thumbprint, "ipfs://bafkreid");
        world.signAndSubmit(rotation);
        assertEquals(2, user.keyVersion());
        assertEquals(bundle, user.keyBundle());
        List<UserContract.Keys> keys = user.keyHistory();
        assertEquals(before.get(0), keys.get(0));
        assertEquals(new UserContract.Keys(2, bundle, thumbprint, "ipfs://bafkreid"), keys.get(1));
        assertThrows(
                ReviewRefusedException.class,
                () -> world.signAndSubmit(user.prepareRotateKeys(bundle, thumbprint, "two words")));
    }

    @Test
    void patientId_linkedAndUnlinked_follows() {
        BlindedPatientId id = BlindedPatientId.of(TestWorld.bytes());
        world.signAndSubmit(user.prepareLinkPatientId(TestWorld.MERCY, id));
        assertEquals(Optional.of(id), user.patientIdAt(TestWorld.MERCY));
        world.signAndSubmit(user.prepareUnlinkPatientId(TestWorld.MERCY));
        assertEquals(Optional.empty(), user.patientIdAt(TestWorld.MERCY));
    }

    @Test
    void cancelRegistration_byTheDevice_makesTheSignatureWorthless() {
        try (WalletKey other = WalletKey.generate(TestWorld.RANDOM)) {
            DeviceReview device = world.deviceOf(other).build();
            world.signAndSubmit(other, device, world.chain.registry().prepareCancelRegistration(other.address()));
            assertEquals(1, world.chain.registry().nonceOf(other.address()).intValueExact());
        }
    }

    @Test
    void guardians_agree_andTheNewAccountOwnsTheSameContracts() {
        chooseGuardians();
        assertEquals(2, user.guardians().threshold());
        assertEquals(
                Set.of(world.doctor.address(), world.operator.address()),
                Set.copyOf(user.guardians().accounts()));
        support(world.doctor);
        assertEquals(Optional.of(phone), user.supportedBy(world.doctor.address()));
        assertEquals(Optional.empty(), user.recovery());
        supportAsOperator();
        assertEquals(phone, user.recovery().orElseThrow().newOwner());
        assertInstanceOf(
                ContractError.RecoveryTooEarly.class,
                assertThrows(ContractRevertException.class, () -> user.prepareExecuteRecovery(phone))
                        .error());
        ANVIL.node().advance(Duration.ofDays(3));
        world.signAndSubmit(world.writer, user.prepareExecuteRecovery(phone));

        assertEquals(phone, user.owner());
        assertEquals(patient, user.origin());
        assertEquals(List.of(patient), world.chain.registry().originsOf(phone));
        assertEquals(List.of(), world.chain.registry().originsOf(patient));
        FileVaultContract vault = world.chain.vaultOf(patient);
        assertEquals(phone, vault.owner());

        DeviceReview device = world.deviceOf(world.writer).origin(patient).build();
        assertEquals(vault.address(), device.vault());
        world.signAndSubmit(
                world.writer,
                device,
                vault.prepareGrant(Scope.wholeVault(), TestWorld.MERCY, EnumSet.of(Capability.READ), world.inOneDay()));
        assertTrue(vault.canRead(TestWorld.MERCY, TestWorld.file()));
        world.signAndSubmit(
                world.writer, device, user.prepareRotateKeys(TestWorld.digest(), TestWorld.digest(), "ipfs://new"));
        assertEquals(2, user.keyVersion());
        registerTheNewAccountToo();
    }

    /** A recovered owner may have contracts of his own besides; each is found by its origin. */
    private void registerTheNewAccountToo() {
        PatientRegistration r = world.registration();
        PatientRegistration own = new PatientRegistration(
                phone,
                r.hospital(),
                r.patientId(),
                r.keyBundle(),
                r.rsaThumbprint(),
                r.keyBundleLocator(),
                world.chain.registry().nonceOf(phone),
                r.deadline());
        world.chain
                .registry()
                .register(
                        world.operator,
                        own,
                        own.sign(world.writer, world.chain.config().chainId(), world.contracts.registry()));
        assertEquals(Set.of(phone, patient), Set.copyOf(world.chain.registry().originsOf(phone)));
    }

    private void supportAsOperator() {
        support(world.operator);
    }

    @Test
    void owner_cancels_andVoicesAreVoid() {
        chooseGuardians();
        support(world.doctor);
        world.signAndSubmit(world.doctor, user.prepareWithdrawSupport(world.doctor.address()));
        support(world.doctor);
        supportAsOperator();
        world.signAndSubmit(user.prepareCancelRecovery());
        assertEquals(Optional.empty(), user.recovery());
        assertEquals(Optional.empty(), user.supportedBy(world.doctor.address()));
        ContractRevertException e = assertThrows(
                ContractRevertException.class, () -> user.prepareSupportRecovery(world.patient.address(), phone));
        assertEquals(new ContractError.NotGuardian(patient), e.error());
    }
}
