package com.patientory.crypto;

/**
 * Where a registration is meant to be used, so that it cannot be replayed on another network.
 *
 * @param chainId the network's EIP-155 chain id, above zero
 * @param registry the contract that registers patients
 */
public record RegistrationDomain(long chainId, WalletAddress registry) {
    /**
     * Checks the chain id.
     *
     * @param chainId the network's EIP-155 chain id, above zero
     * @param registry the contract that registers patients
     * @throws IllegalArgumentException if the chain id is not above zero
     */
    public RegistrationDomain {
        if (chainId <= 0) {
            throw new IllegalArgumentException("A chain id is above 0, not " + chainId);
        }
    }
}
