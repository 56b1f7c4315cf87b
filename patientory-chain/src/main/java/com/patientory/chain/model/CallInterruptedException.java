package com.patientory.chain.model;

/**
 * The calling thread was interrupted while it waited for a node or a block; its interrupt flag is set again. What was
 * sent before may still be included.
 */
public final class CallInterruptedException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    /** Carries nothing. */
    public CallInterruptedException() {
        super("interrupted while waiting for the chain");
    }
}
