package com.patientory.chain;

import com.patientory.chain.internal.abi.UserCalls;
import com.patientory.chain.internal.tx.Network;
import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.GranteeId;
import com.patientory.crypto.WalletAddress;
import java.util.Arrays;
import java.util.Optional;

/** A patient's identity on the chain: the owner, the sealed key bundle, and a blinded id per hospital. */
public final class UserContract {
    private final Network network;
    private final WalletAddress address;

    UserContract(Network network, WalletAddress address) {
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
     * Returns the patient's account.
     *
     * @return the owner
     */
    public WalletAddress owner() {
        return network.read(address, UserCalls.owner()).address();
    }

    /**
     * Returns the version of the keys.
     *
     * @return 1 at registration, one more with each rotation
     */
    public int keyVersion() {
        return network.read(address, UserCalls.keyVersion()).number().intValueExact();
    }

    /**
     * Returns what the sealed key bundle hashes to.
     *
     * @return its SHA-256
     */
    public ContentDigest keyBundle() {
        return ContentDigest.of(network.read(address, UserCalls.keyBundleHash()).word());
    }

    /**
     * Returns where the sealed key bundle is.
     *
     * @return for instance {@code ipfs://} and a CID
     */
    public String keyBundleLocator() {
        return network.read(address, UserCalls.keyBundleLocator()).text();
    }

    /**
     * Returns the thumbprint of the key to which records are encrypted.
     *
     * @return RFC 7638, SHA-256
     */
    public ContentDigest rsaThumbprint() {
        return ContentDigest.of(network.read(address, UserCalls.rsaThumbprint()).word());
    }

    /**
     * Returns the blinded id at a hospital.
     *
     * @param hospital the hospital
     * @return empty when none is linked
     */
    public Optional<BlindedPatientId> patientIdAt(GranteeId hospital) {
        byte[] id = network.read(address, UserCalls.patientIdAt(hospital)).word();
        return Arrays.equals(id, new byte[id.length]) ? Optional.empty() : Optional.of(BlindedPatientId.of(id));
    }
}
