package com.patientory.chain.model;

/**
 * The network's number of EIP-155, signed into every transaction so that it cannot be replayed on another network.
 *
 * @param value a positive number
 */
public record ChainId(long value) {
    /**
     * Checks that the number is positive.
     *
     * @param value a positive number
     */
    public ChainId {
        if (value <= 0) {
            throw new IllegalArgumentException("chain id must be positive, got " + value);
        }
    }

    /**
     * Names a network.
     *
     * @param value a positive number
     * @return the chain id
     * @throws IllegalArgumentException when the number is not positive
     */
    public static ChainId of(long value) {
        return new ChainId(value);
    }

    /** Returns the decimal number. */
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
