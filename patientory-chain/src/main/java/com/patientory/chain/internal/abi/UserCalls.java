package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.WalletAddress;
import java.util.List;

/** The functions of User. */
public final class UserCalls {
    private UserCalls() {}

    /** Encodes {@code owner}. */
    public static AbiCall owner() {
        return new AbiCall(Wrappers.USER.owner());
    }

    /** Encodes {@code keyVersion}. */
    public static AbiCall keyVersion() {
        return new AbiCall(Wrappers.USER.keyVersion());
    }

    /** Encodes {@code keyBundleHash}. */
    public static AbiCall keyBundleHash() {
        return new AbiCall(Wrappers.USER.keyBundleHash());
    }

    /** Encodes {@code keyBundleLocator}. */
    public static AbiCall keyBundleLocator() {
        return new AbiCall(Wrappers.USER.keyBundleLocator());
    }

    /** Encodes {@code rsaThumbprint}. */
    public static AbiCall rsaThumbprint() {
        return new AbiCall(Wrappers.USER.rsaThumbprint());
    }

    /** Encodes {@code patientIdAt}. */
    public static AbiCall patientIdAt(GranteeId hospital) {
        return new AbiCall(Wrappers.USER.patientIdAt(hospital.bytes()));
    }

    /** Encodes {@code origin}. */
    public static AbiCall origin() {
        return new AbiCall(Wrappers.USER.origin());
    }

    /** Encodes {@code guardiansOf}. */
    public static AbiCall guardiansOf() {
        return new AbiCall(Wrappers.USER.guardiansOf());
    }

    /** Encodes {@code recovery}. */
    public static AbiCall recovery() {
        return new AbiCall(Wrappers.USER.recovery());
    }

    /** Encodes {@code supportedBy}. */
    public static AbiCall supportedBy(WalletAddress guardian) {
        return new AbiCall(Wrappers.USER.supportedBy(Hex.data(guardian)));
    }

    /** Encodes {@code rotateKeys}. */
    public static AbiCall rotateKeys(int version, ContentDigest bundle, ContentDigest thumbprint, String locator) {
        return new AbiCall(Wrappers.USER.rotateKeys(Uint.of(32, version), bundle.bytes(), thumbprint.bytes(), locator));
    }

    /** Encodes {@code linkPatientId}. */
    public static AbiCall linkPatientId(GranteeId hospital, BlindedPatientId id) {
        return new AbiCall(Wrappers.USER.linkPatientId(hospital.bytes(), id.bytes()));
    }

    /** Encodes {@code unlinkPatientId}. */
    public static AbiCall unlinkPatientId(GranteeId hospital) {
        return new AbiCall(Wrappers.USER.unlinkPatientId(hospital.bytes()));
    }

    /** Encodes {@code setGuardians}. */
    public static AbiCall setGuardians(List<WalletAddress> guardians, int threshold) {
        return new AbiCall(
                Wrappers.USER.setGuardians(guardians.stream().map(Hex::data).toList(), Uint.of(8, threshold)));
    }

    /** Encodes {@code supportRecovery}. */
    public static AbiCall supportRecovery(WalletAddress newOwner) {
        return new AbiCall(Wrappers.USER.supportRecovery(Hex.data(newOwner)));
    }

    /** Encodes {@code withdrawSupport}. */
    public static AbiCall withdrawSupport() {
        return new AbiCall(Wrappers.USER.withdrawSupport());
    }

    /** Encodes {@code cancelRecovery}. */
    public static AbiCall cancelRecovery() {
        return new AbiCall(Wrappers.USER.cancelRecovery());
    }

    /** Encodes {@code executeRecovery}. */
    public static AbiCall executeRecovery() {
        return new AbiCall(Wrappers.USER.executeRecovery());
    }
}
