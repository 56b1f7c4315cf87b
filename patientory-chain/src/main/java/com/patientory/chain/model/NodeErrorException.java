package com.patientory.chain.model;

/**
 * The node answered a request with a JSON-RPC error that is neither a revert nor a refused transaction, or with
 * something that is no valid answer.
 */
public final class NodeErrorException extends PatientoryChainException {
    private static final long serialVersionUID = 1L;

    /** The JSON-RPC method. */
    private final String method;
    /** The JSON-RPC error code. */
    private final int code;

    /**
     * Carries the JSON-RPC method and error code.
     *
     * @param method the method that was called; its parameters are not kept
     * @param code the JSON-RPC error code, 0 when the answer was malformed
     * @param reason the node's words
     */
    public NodeErrorException(String method, int code, String reason) {
        super(method + " failed with code " + code + ": " + reason);
        this.method = method;
        this.code = code;
    }

    /**
     * Returns the JSON-RPC method.
     *
     * @return for instance {@code eth_call}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the JSON-RPC error code.
     *
     * @return the code, 0 when the answer was malformed
     */
    public int code() {
        return code;
    }
}
