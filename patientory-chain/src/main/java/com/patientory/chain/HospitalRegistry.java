package com.patientory.chain;

import com.patientory.chain.internal.abi.HospitalCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.HospitalEntry;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.util.Arrays;
import java.util.Optional;

/** The hospitals of the network and the accounts that write for them. Patients grant to a hospital, not to its keys. */
public final class HospitalRegistry {
    private final Network network;
    private final WalletAddress address;

    HospitalRegistry(Network network, WalletAddress address) {
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
     * Admits a hospital. Blocks until a block includes it.
     *
     * @param registrar the registrar's key
     * @param identifier the organisation's public identifier, for instance its domain name; never changes
     * @param displayName the name shown to patients
     * @param endpoint the hospital's node; may be empty
     * @param admin the account that will manage the hospital's writers
     * @return the id to which patients grant
     */
    public GranteeId register(
            WalletKey registrar, String identifier, String displayName, String endpoint, WalletAddress admin) {
        byte[] data = HospitalCalls.registerHospital(identifier, displayName, endpoint, admin)
                .data();
        network.send(registrar, address, data);
        return GranteeId.ofHospital(identifier);
    }

    /**
     * Lets an account write for a hospital. Blocks until a block includes it.
     *
     * @param admin the key of the hospital's admin or of the registrar
     * @param hospital the hospital
     * @param writer an account that writes for no hospital yet
     * @return the receipt
     */
    public TransactionReceipt addWriter(WalletKey admin, GranteeId hospital, WalletAddress writer) {
        return network.send(
                admin, address, HospitalCalls.addWriter(hospital, writer).data());
    }

    /**
     * Ends an account's right to write for a hospital. Blocks until a block includes it.
     *
     * @param admin the key of the hospital's admin or of the registrar
     * @param hospital the hospital
     * @param writer one of its writers
     * @return the receipt
     */
    public TransactionReceipt removeWriter(WalletKey admin, GranteeId hospital, WalletAddress writer) {
        return network.send(
                admin, address, HospitalCalls.removeWriter(hospital, writer).data());
    }

    /**
     * Finds the hospital for which an account writes.
     *
     * @param writer the account
     * @return empty when it writes for none
     */
    public Optional<GranteeId> hospitalOf(WalletAddress writer) {
        byte[] id = network.read(address, HospitalCalls.hospitalOf(writer)).word();
        return Arrays.equals(id, new byte[id.length]) ? Optional.empty() : Optional.of(GranteeId.of(id));
    }

    /**
     * Returns a hospital's directory entry.
     *
     * @param hospital the hospital
     * @return the entry
     * @throws com.patientory.chain.model.ContractRevertException with {@code HospitalNotFound} for an unknown id
     */
    public HospitalEntry entry(GranteeId hospital) {
        return HospitalCalls.entry(hospital, network.read(address, HospitalCalls.hospital(hospital)));
    }
}
