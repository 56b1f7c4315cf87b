package com.patientory.chain.internal.abi;

import com.patientory.chain.internal.contract.PatientRegistry.Registration;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;

/** The functions of PatientRegistry. */
public final class RegistryCalls {
    private static final String NONE = "0x" + "0".repeat(2 * WalletAddress.LENGTH_BYTES);

    private RegistryCalls() {}

    /** Encodes {@code register}. */
    public static AbiCall register(PatientRegistration r, EcdsaSignature signature) {
        return new AbiCall(Wrappers.REGISTRY.register(struct(r), signature.toBytes()));
    }

    /** Encodes {@code registrationDigest}. */
    public static AbiCall registrationDigest(PatientRegistration r) {
        return new AbiCall(Wrappers.REGISTRY.registrationDigest(struct(r)));
    }

    /** Encodes {@code nonces}. */
    public static AbiCall nonces(WalletAddress owner) {
        return new AbiCall(Wrappers.REGISTRY.nonces(Hex.data(owner)));
    }

    /** Encodes {@code registeredAt}. */
    public static AbiCall registeredAt(WalletAddress owner) {
        return new AbiCall(Wrappers.REGISTRY.registeredAt(Hex.data(owner)));
    }

    /** Encodes {@code cancelRegistration}. */
    public static AbiCall cancelRegistration() {
        return new AbiCall(Wrappers.REGISTRY.cancelRegistration());
    }

    private static Registration struct(PatientRegistration r) {
        return new Registration(
                Hex.data(r.owner()),
                r.hospital().bytes(),
                r.patientId().bytes(),
                r.keyBundle().bytes(),
                r.rsaThumbprint().bytes(),
                r.keyBundleLocator(),
                r.predecessor().map(Hex::data).orElse(NONE),
                Uint.of(256, r.nonce()),
                Uint.seconds(r.deadline()));
    }
}
