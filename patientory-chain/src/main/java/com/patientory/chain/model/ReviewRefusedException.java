package com.patientory.chain.model;

/** The device refused to show or sign a prepared transaction. */
public final class ReviewRefusedException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the prepared transaction. */
    public enum Reason {
        /** Not the one canonical RLP form of an EIP-155 unsigned transaction. */
        MALFORMED,
        /** For another network. */
        WRONG_CHAIN,
        /** Not the next nonce of the owner, or of the contract that a typed request is for. */
        WRONG_NONCE,
        /** Not to a contract that the device computes or knows, or not about the owner's own. */
        WRONG_TARGET,
        /** Pays value. */
        PAYS_VALUE,
        /** More gas or a higher fee than the device allows. */
        TOO_EXPENSIVE,
        /** Calls a function that the device does not know. */
        UNKNOWN_CALL,
        /** The arguments are not in the one canonical ABI form, or out of range. */
        MALFORMED_ARGUMENTS,
        /** Somebody whom it concerns does not stand in the device's directory. */
        UNKNOWN_GRANTEE,
        /** The grant, or the use of a signature, ends in the past, never, or later than the device allows. */
        UNBOUNDED_EXPIRY,
        /** Pays, or lets be taken, more PTOY than the device allows. */
        TOO_MANY_TOKENS,
        /** Accepts another data request than the one whose terms were given. */
        UNKNOWN_REQUEST
    }

    /** The reason. */
    private final Reason reason;

    /**
     * Carries the reason and a fact to it.
     *
     * @param reason the reason
     * @param detail what was found and what was expected
     */
    public ReviewRefusedException(Reason reason, String detail) {
        super("refused on the device, " + reason + ": " + detail);
        this.reason = reason;
    }

    /**
     * Returns the reason.
     *
     * @return one of a closed list
     */
    public Reason reason() {
        return reason;
    }
}
