package com.patientory.chain.device;

import com.patientory.chain.device.CallTable.Read;
import com.patientory.chain.internal.abi.RegistryCalls;
import com.patientory.chain.internal.abi.UserCalls;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.WalletAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The functions of User and PatientRegistry that a device signs. */
final class UserTable {
    private static final ContentDigest DIGEST = ContentDigest.of(new byte[32]);
    private static final BlindedPatientId ID = BlindedPatientId.of(new byte[32]);
    private static final GranteeId HOSPITAL = GranteeId.ofHospital("sample");
    private static final WalletAddress ACCOUNT = WalletAddress.of(new byte[WalletAddress.LENGTH_BYTES]);

    private UserTable() {}

    /** The owner's calls to the own User. */
    static CallTable own(Names names) {
        return new CallTable()
                .add(UserCalls.rotateKeys(1, DIGEST, DIGEST, ""), UserTable::rotate)
                .add(UserCalls.linkPatientId(HOSPITAL, ID), w -> link(names, w))
                .add(UserCalls.unlinkPatientId(HOSPITAL), w -> unlink(names, w))
                .add(UserCalls.setGuardians(List.of(), 0), w -> guardians(names, w))
                .add(
                        UserCalls.cancelRecovery(),
                        w -> new Read(new IdentityIntent.CancelRecovery(), UserCalls.cancelRecovery()));
    }

    /** The calls of guardians and of a new owner to the User of a patient whom the device knows. */
    static CallTable guest(Names names, String patient) {
        return new CallTable()
                .add(UserCalls.supportRecovery(ACCOUNT), w -> support(names, patient, w))
                .add(
                        UserCalls.withdrawSupport(),
                        w -> new Read(new IdentityIntent.WithdrawSupport(patient), UserCalls.withdrawSupport()))
                .add(
                        UserCalls.executeRecovery(),
                        w -> new Read(new IdentityIntent.TakeOver(patient), UserCalls.executeRecovery()));
    }

    /** The one call to the registry that is a patient's own. */
    static CallTable registry() {
        return new CallTable()
                .add(
                        RegistryCalls.cancelRegistration(),
                        w -> new Read(new IdentityIntent.CancelRegistration(), RegistryCalls.cancelRegistration()));
    }

    private static Read rotate(Words w) {
        int version = Math.toIntExact(w.small(0));
        ContentDigest bundle = ContentDigest.of(w.word(1));
        ContentDigest thumbprint = ContentDigest.of(w.word(2));
        String locator = w.ascii(4);
        return new Read(
                new IdentityIntent.ReplaceKeys(version, bundle, thumbprint, locator),
                UserCalls.rotateKeys(version, bundle, thumbprint, locator));
    }

    private static Read link(Names names, Words w) {
        GranteeId hospital = GranteeId.of(w.word(0));
        BlindedPatientId id = BlindedPatientId.of(w.word(1));
        return new Read(
                new IdentityIntent.LinkPatientId(hospital, names.of(hospital), id),
                UserCalls.linkPatientId(hospital, id));
    }

    private static Read unlink(Names names, Words w) {
        GranteeId hospital = GranteeId.of(w.word(0));
        return new Read(
                new IdentityIntent.UnlinkPatientId(hospital, names.of(hospital)), UserCalls.unlinkPatientId(hospital));
    }

    private static Read guardians(Names names, Words w) {
        int threshold = Math.toIntExact(w.small(1));
        List<WalletAddress> guardians = new ArrayList<>();
        long count = w.small(2);
        for (int i = 0; i < count; i++) {
            guardians.add(w.address(3 + i));
        }
        // The rule of the contract: without it, different numbers would read alike.
        boolean majority = threshold <= count && (count == 0 || 2L * threshold > count);
        if (!majority || Set.copyOf(guardians).size() < guardians.size()) {
            throw new IllegalArgumentException("no majority, or a guardian twice");
        }
        return new Read(
                new IdentityIntent.ChooseGuardians(names.of(guardians), threshold),
                UserCalls.setGuardians(guardians, threshold));
    }

    private static Read support(Names names, String patient, Words w) {
        WalletAddress newOwner = w.address(0);
        return new Read(
                new IdentityIntent.SupportRecovery(patient, newOwner, names.of(newOwner)),
                UserCalls.supportRecovery(newOwner));
    }
}
