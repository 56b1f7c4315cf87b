package com.patientory.chain.model;

import com.patientory.chain.internal.typed.Eip712;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Instant;

/**
 * What a patient's device signs to join the network, as EIP-712 type {@code Registration}. Anyone may send it and pay
 * for it, but nobody can change it: a server cannot register a stranger, nor choose another owner, key or id.
 *
 * @param owner the patient's account, which signs
 * @param hospital the hospital through which the patient joins
 * @param patientId the blinded id at that hospital
 * @param keyBundle SHA-256 of the sealed key bundle
 * @param rsaThumbprint RFC 7638 SHA-256 thumbprint of the RSA public key
 * @param keyBundleLocator where the bundle is, for instance {@code ipfs://} and a CID; says nothing about the patient
 * @param nonce the owner's current nonce in the registry, 0 for the first registration
 * @param deadline the last second in which the signature is good
 */
public record PatientRegistration(
        WalletAddress owner,
        GranteeId hospital,
        BlindedPatientId patientId,
        ContentDigest keyBundle,
        ContentDigest rsaThumbprint,
        String keyBundleLocator,
        BigInteger nonce,
        Instant deadline) {
    private static final byte[] TYPE = Eip712.hash("Registration(address owner,bytes32 hospitalId,bytes32 patientId,"
            + "bytes32 keyBundleHash,bytes32 rsaThumbprint,string keyBundleLocator,uint256 nonce,uint256 deadline)");

    /**
     * Computes the 32 bytes to sign.
     *
     * @param chain the network
     * @param registry the network's PatientRegistry
     * @return the EIP-712 digest
     */
    public byte[] digest(ChainId chain, WalletAddress registry) {
        return Eip712.digest(
                "Patientory PatientRegistry",
                chain.value(),
                registry,
                TYPE,
                Eip712.word(owner),
                hospital.bytes(),
                patientId.bytes(),
                keyBundle.bytes(),
                rsaThumbprint.bytes(),
                Eip712.hash(keyBundleLocator),
                Eip712.word(nonce),
                Eip712.word(deadline));
    }

    /**
     * Signs on the device.
     *
     * @param key the owner's key
     * @param chain the network
     * @param registry the network's PatientRegistry
     * @return the owner's signature
     * @throws IllegalArgumentException when the key is not the owner's
     */
    public EcdsaSignature sign(WalletKey key, ChainId chain, WalletAddress registry) {
        if (!key.address().equals(owner)) {
            throw new IllegalArgumentException("the key of " + owner + " is needed, got that of " + key.address());
        }
        return key.sign(digest(chain, registry));
    }
}
