package com.patientory.chain.internal.rpc;

import java.util.List;

/**
 * One JSON-RPC call.
 *
 * @param method the method
 * @param params strings, numbers, booleans, lists and maps
 */
public record RpcRequest(String method, List<Object> params) {
    /** Names a method and its parameters. */
    public static RpcRequest of(String method, Object... params) {
        return new RpcRequest(method, List.of(params));
    }

    /** Prints the method only: parameters may be calldata. */
    @Override
    public String toString() {
        return method;
    }
}
