package com.patientory.chain.model;

/**
 * A node did not take a signed transaction into its pool. The reason is one word for the many texts that geth, Besu and
 * anvil use.
 */
public final class TransactionRejectedException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    /** Why a node did not take a transaction. */
    public enum Reason {
        /** The sender's nonce is used already. */
        NONCE_TOO_LOW,
        /** Another transaction with this nonce waits and pays at least as much. */
        UNDERPRICED,
        /** The sender cannot pay for gas and value. */
        INSUFFICIENT_FUNDS,
        /** The gas limit is below the intrinsic cost or above the block's. */
        GAS_LIMIT,
        /** The node's pool is full, or has no room for this sender or nonce: the same bytes may be taken later. */
        NOT_NOW,
        /** Signed for another network, malformed, or with a bad signature. */
        INVALID,
        /** Anything else. */
        OTHER
    }

    private final transient TransactionHash transaction;
    /** The reason. */
    private final Reason reason;

    /**
     * Carries the transaction and the reason.
     *
     * @param transaction the hash of the refused transaction
     * @param reason the reason
     * @param words the node's own words
     */
    public TransactionRejectedException(TransactionHash transaction, Reason reason, String words) {
        super("transaction " + transaction + " rejected, " + reason + ": " + words);
        this.transaction = transaction;
        this.reason = reason;
    }

    /**
     * Returns the refused transaction.
     *
     * @return its hash
     */
    public TransactionHash transaction() {
        return transaction;
    }

    /**
     * Returns the reason.
     *
     * @return one word
     */
    public Reason reason() {
        return reason;
    }
}
