package com.patientory.chain;

import com.patientory.chain.internal.abi.AbiCall;
import com.patientory.chain.internal.abi.HospitalCalls;
import com.patientory.chain.internal.abi.Words;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.GranteeId;
import com.patientory.chain.model.HospitalEntry;
import com.patientory.chain.model.TransactionReceipt;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The hospitals of the network and the accounts that write for them. Patients grant to a hospital, not to its keys. What the
 * contract refuses is a {@link com.patientory.chain.model.ContractRevertException} with its reason: {@code NotOperator} for what is
 * the registrar's, {@code NotHospitalAdmin}, {@code HospitalNotFound}, {@code HospitalExists}, {@code HospitalInactive}, {@code
 * WriterTaken}, {@code ClinicianTaken} and the like.
 */
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
     * @param displayName a name, which its admin may change at any time
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
        return send(admin, HospitalCalls.addWriter(hospital, writer));
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
        return send(admin, HospitalCalls.removeWriter(hospital, writer));
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

    /**
     * Changes a hospital's directory entry. Blocks until a block includes it.
     *
     * @param admin the key of the hospital's admin or of the registrar
     * @param hospital the hospital
     * @param displayName the new name
     * @param endpoint the new node; may be empty
     * @return the receipt
     */
    public TransactionReceipt update(WalletKey admin, GranteeId hospital, String displayName, String endpoint) {
        return send(admin, HospitalCalls.updateHospital(hospital, displayName, endpoint));
    }

    /**
     * Hands a hospital to another admin. Blocks until a block includes it.
     *
     * @param admin the key of the hospital's admin or of the registrar
     * @param hospital the hospital
     * @param next the new admin
     * @return the receipt
     */
    public TransactionReceipt changeAdmin(WalletKey admin, GranteeId hospital, WalletAddress next) {
        return send(admin, HospitalCalls.setHospitalAdmin(hospital, next));
    }

    /**
     * Stops a hospital: removes its writers, ends the attestations of its clinicians for good, and puts its grants and what it
     * forwarded to rest. Blocks until a block includes it.
     *
     * @param registrar the registrar's key
     * @param hospital the hospital
     * @return the receipt
     */
    public TransactionReceipt suspend(WalletKey registrar, GranteeId hospital) {
        return send(registrar, HospitalCalls.suspendHospital(hospital));
    }

    /**
     * Ends a suspension; the admin adds writers and attests clinicians anew. Blocks until a block includes it.
     *
     * @param registrar the registrar's key
     * @param hospital the hospital
     * @return the receipt
     */
    public TransactionReceipt reinstate(WalletKey registrar, GranteeId hospital) {
        return send(registrar, HospitalCalls.reinstateHospital(hospital));
    }

    /**
     * Attests that an account is a clinician's of this hospital, who may then break the glass of patients whose policy allows
     * it. Blocks until a block includes it.
     *
     * @param admin the key of the hospital's admin or of the registrar
     * @param hospital the hospital
     * @param clinician the clinician's account
     * @param expiry the first second after; at most 366 days from now
     * @return the receipt
     */
    public TransactionReceipt attestClinician(
            WalletKey admin, GranteeId hospital, WalletAddress clinician, Instant expiry) {
        return send(admin, HospitalCalls.attestClinician(hospital, clinician, expiry));
    }

    /**
     * Withdraws an attestation, which ends a running emergency too. Blocks until a block includes it.
     *
     * @param admin the key of the hospital's admin or of the registrar
     * @param hospital the hospital
     * @param clinician the clinician's account
     * @return the receipt
     */
    public TransactionReceipt withdrawClinician(WalletKey admin, GranteeId hospital, WalletAddress clinician) {
        return send(admin, HospitalCalls.withdrawClinician(hospital, clinician));
    }

    /**
     * Finds the hospital that attests a clinician now.
     *
     * @param clinician the clinician's account
     * @return empty when there is none, it is or has since been suspended, or the attestation is over
     */
    public Optional<GranteeId> clinicianHospital(WalletAddress clinician) {
        byte[] id = network.read(address, HospitalCalls.clinicianHospital(clinician))
                .word();
        return Arrays.equals(id, new byte[id.length]) ? Optional.empty() : Optional.of(GranteeId.of(id));
    }

    /**
     * Lists the accounts that write for a hospital.
     *
     * @param hospital the hospital
     * @return in no particular order; empty for an unknown or suspended hospital
     */
    public List<WalletAddress> writersOf(GranteeId hospital) {
        Words words = network.read(address, HospitalCalls.writersOf(hospital)).words();
        List<WalletAddress> writers = new ArrayList<>();
        for (int i = 0; i < words.small(1); i++) {
            writers.add(words.address(2 + i));
        }
        return writers;
    }

    private TransactionReceipt send(WalletKey key, AbiCall call) {
        return network.send(key, address, call.data());
    }
}
