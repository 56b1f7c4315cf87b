package com.patientory.chain.model;

import java.time.Duration;

/**
 * A write waited too long for its turn: all of the writer's keys wait for the chain. The writer goes on with it; asking
 * again gives a new future for the same write.
 */
public final class WriteNotSentException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    /** How long was waited at least. */
    private final Duration waited;

    /**
     * Carries the time.
     *
     * @param waited how long was waited at least
     */
    public WriteNotSentException(Duration waited) {
        super("a write could not be sent for " + waited);
        this.waited = waited;
    }

    /**
     * Returns how long was waited.
     *
     * @return at least so long
     */
    public Duration waited() {
        return waited;
    }
}
