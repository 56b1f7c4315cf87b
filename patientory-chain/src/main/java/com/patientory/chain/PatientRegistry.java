package com.patientory.chain;

import com.patientory.chain.internal.abi.RegistryCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;

/** The contract that makes one User and one FileVault per patient, only with that patient's signature. */
public final class PatientRegistry {
    private final Network network;
    private final WalletAddress address;

    PatientRegistry(Network network, WalletAddress address) {
        this.network = network;
        this.address = address;
    }

    /**
     * Returns where the contract stands.
     *
     * @return its address
     */
    public WalletAddress address() {
        return address;
    }

    /**
     * Returns the nonce that an account's registration must carry.
     *
     * @param owner the account
     * @return 0 for an account that never registered nor cancelled
     */
    public BigInteger nonceOf(WalletAddress owner) {
        return network.read(address, RegistryCalls.nonces(owner)).number();
    }

    /**
     * Tells whether an account is registered.
     *
     * @param owner the account
     * @return true once its contracts exist
     */
    public boolean isRegistered(WalletAddress owner) {
        return network.read(address, RegistryCalls.registeredAt(owner)).number().signum() > 0;
    }

    /**
     * Returns the digest that the contract itself computes for a registration. A device computes it without the network
     * by {@link PatientRegistration#digest}.
     *
     * @param registration what is to be signed
     * @return the EIP-712 digest
     */
    public byte[] digestOf(PatientRegistration registration) {
        return network.read(address, RegistryCalls.registrationDigest(registration))
                .word();
    }

    /**
     * Creates the patient's contracts. Blocks until a block includes it.
     *
     * @param sender a server's key, which pays
     * @param registration what the patient signed
     * @param signature the patient's signature
     * @return where the patient's contracts stand
     * @throws com.patientory.chain.model.ContractRevertException with {@code InvalidSignature} when the owner did not
     *     sign exactly this, with {@code AlreadyRegistered}, {@code InvalidNonce} or {@code SignatureExpired}
     */
    public OwnerContracts register(WalletKey sender, PatientRegistration registration, EcdsaSignature signature) {
        network.send(
                sender, address, RegistryCalls.register(registration, signature).data());
        OwnerContracts contracts = OwnerContracts.of(address, registration.owner());
        network.requireCode(contracts.vault());
        return contracts;
    }
}
