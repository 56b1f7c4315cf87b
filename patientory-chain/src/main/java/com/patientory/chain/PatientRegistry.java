package com.patientory.chain;

import com.patientory.chain.device.UnsignedTransaction;
import com.patientory.chain.internal.abi.RegistryCalls;
import com.patientory.chain.internal.abi.UserCalls;
import com.patientory.chain.internal.abi.UserLogs;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.OwnerContracts;
import com.patientory.chain.model.PatientRegistration;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract that makes one User and one FileVault per patient, only with that patient's signature. */
public final class PatientRegistry {
    private final Network network;
    private final WalletAddress address;
    private final int logRangeBlocks;

    PatientRegistry(Network network, WalletAddress address, int logRangeBlocks) {
        this.network = network;
        this.address = address;
        this.logRangeBlocks = logRangeBlocks;
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

    /**
     * Finds the contracts that an account owns now, after a recovery too: they are named by the account that registered,
     * from which their addresses follow. A new device that has only its own words begins here.
     *
     * @param owner the account
     * @return the accounts that registered: itself, those whose guardians chose it; empty for none
     */
    public List<WalletAddress> originsOf(WalletAddress owner) {
        Set<WalletAddress> candidates = new LinkedHashSet<>();
        if (isRegistered(owner)) {
            candidates.add(owner);
        }
        List<@Nullable String> topics = new ArrayList<>();
        topics.add(UserLogs.PATIENT_RECOVERED);
        topics.add(null);
        topics.add(UserLogs.topic(owner));
        new LogRanges(network, logRangeBlocks)
                .logs(address, 0, topics)
                .forEach(log -> candidates.add(new Words(log.topics()).address(1)));
        return candidates.stream()
                .filter(origin -> owner.equals(
                        network.read(OwnerContracts.of(address, origin).user(), UserCalls.owner())
                                .address()))
                .toList();
    }

    /**
     * Prepares the end of a registration that was signed and not sent.
     *
     * @param owner the account that signed it
     * @return a transaction for its device
     */
    public UnsignedTransaction prepareCancelRegistration(WalletAddress owner) {
        return Prepared.of(network, owner, address, RegistryCalls.cancelRegistration());
    }
}
