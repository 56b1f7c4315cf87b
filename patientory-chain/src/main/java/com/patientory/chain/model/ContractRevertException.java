package com.patientory.chain.model;

/** A contract refused a call; its reason is decoded from the revert data. */
public final class ContractRevertException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    private final transient ContractError error;

    /**
     * Carries the contract's reason.
     *
     * @param error the decoded error
     */
    public ContractRevertException(ContractError error) {
        super("the contract refused: " + error);
        this.error = error;
    }

    /**
     * Returns the contract's reason.
     *
     * @return one of a closed family
     */
    public ContractError error() {
        return error;
    }
}
