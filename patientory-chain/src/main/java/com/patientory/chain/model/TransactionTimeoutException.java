package com.patientory.chain.model;

import java.time.Duration;

/**
 * A transaction was sent but no block included it in time. It may still be included later: look it up by its hash ({@code
 * PatientoryChain.receiptOf}) before sending anything else in its place.
 */
public final class TransactionTimeoutException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    private final transient TransactionHash transaction;
    /** How long was waited. */
    private final Duration waited;

    /**
     * Carries the transaction and the time.
     *
     * @param transaction the hash of the transaction
     * @param waited how long was waited
     */
    public TransactionTimeoutException(TransactionHash transaction, Duration waited) {
        super("transaction " + transaction + " not included after " + waited);
        this.transaction = transaction;
        this.waited = waited;
    }

    /**
     * Returns the transaction.
     *
     * @return its hash
     */
    public TransactionHash transaction() {
        return transaction;
    }

    /**
     * Returns how long was waited.
     *
     * @return the duration
     */
    public Duration waited() {
        return waited;
    }
}
