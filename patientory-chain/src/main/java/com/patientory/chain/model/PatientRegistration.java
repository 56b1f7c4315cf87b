package com.patientory.chain.model;

import com.patientory.chain.internal.typed.Eip712;
import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * @param predecessorVault the owner's vault of an earlier registry, which the new one continues; null for none. A device names
 *     only one whose address it computes: a contract that lies about its owner could show false records as earlier ones
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
        @Nullable WalletAddress predecessorVault,
        BigInteger nonce,
        Instant deadline) {
    private static final byte[] TYPE = Eip712.hash("Registration(address owner,bytes32 hospitalId,bytes32 patientId,"
            + "bytes32 keyBundleHash,bytes32 rsaThumbprint,string keyBundleLocator,address predecessor,uint256 nonce,"
            + "uint256 deadline)");

    /**
     * Joins for the first time: the vault continues no other.
     *
     * @param owner the patient's account, which signs
     * @param hospital the hospital through which the patient joins
     * @param patientId the blinded id at that hospital
     * @param keyBundle SHA-256 of the sealed key bundle
     * @param rsaThumbprint RFC 7638 SHA-256 thumbprint of the RSA public key
     * @param keyBundleLocator where the bundle is
     * @param nonce the owner's current nonce in the registry
     * @param deadline the last second in which the signature is good
     */
    public PatientRegistration(
            WalletAddress owner,
            GranteeId hospital,
            BlindedPatientId patientId,
            ContentDigest keyBundle,
            ContentDigest rsaThumbprint,
            String keyBundleLocator,
            BigInteger nonce,
            Instant deadline) {
        this(owner, hospital, patientId, keyBundle, rsaThumbprint, keyBundleLocator, null, nonce, deadline);
    }

    /**
     * Names the vault that the new one continues.
     *
     * @param vault the owner's vault of an earlier registry, without a successor
     * @return the same registration with it
     */
    public PatientRegistration continuing(WalletAddress vault) {
        return new PatientRegistration(
                owner, hospital, patientId, keyBundle, rsaThumbprint, keyBundleLocator, vault, nonce, deadline);
    }

    /**
     * Returns the vault that the new one continues.
     *
     * @return empty for a patient who joins for the first time
     */
    public Optional<WalletAddress> predecessor() {
        return Optional.ofNullable(predecessorVault);
    }

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
                predecessor().map(Eip712::word).orElse(new byte[Bytes32.SIZE_BYTES]),
                Eip712.word(nonce),
                Eip712.word(deadline));
    }

    /**
     * Signs on the device. No review stands before this: the device makes every field itself, above all the key's thumbprint and
     * the predecessor, or compares what a server proposes with what it made.
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
