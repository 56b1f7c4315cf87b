package com.patientory.chain.model;

import com.patientory.crypto.WalletAddress;

/** There is no code at an address where a contract was expected. */
public final class ContractNotDeployedException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    private final transient WalletAddress address;

    /**
     * Names the empty address.
     *
     * @param address where a contract was expected
     */
    public ContractNotDeployedException(WalletAddress address) {
        super("no contract at " + address);
        this.address = address;
    }

    /**
     * Returns the empty address.
     *
     * @return where a contract was expected
     */
    public WalletAddress address() {
        return address;
    }
}
