package com.patientory.chain.internal.abi;

import com.patientory.chain.model.GranteeId;

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
}
