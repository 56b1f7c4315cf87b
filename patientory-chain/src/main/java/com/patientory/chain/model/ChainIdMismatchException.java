package com.patientory.chain.model;

/** The node serves another network than the configured one. */
public final class ChainIdMismatchException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    private final transient ChainId expected;
    private final transient ChainId actual;

    /**
     * Names both networks.
     *
     * @param expected the configured network
     * @param actual the node's network
     */
    public ChainIdMismatchException(ChainId expected, ChainId actual) {
        super("expected chain id " + expected + ", the node serves " + actual);
        this.expected = expected;
        this.actual = actual;
    }

    /**
     * Returns the configured network.
     *
     * @return its chain id
     */
    public ChainId expected() {
        return expected;
    }

    /**
     * Returns the node's network.
     *
     * @return its chain id
     */
    public ChainId actual() {
        return actual;
    }
}
