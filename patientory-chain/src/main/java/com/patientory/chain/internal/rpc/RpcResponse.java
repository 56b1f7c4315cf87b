package com.patientory.chain.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.model.NodeErrorException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call: a result or an error.
 *
 * @param method the method that was called
 * @param result the result, a JSON null where there is none
 * @param error the error, if the node sent one
 */
public record RpcResponse(
        String method, JsonNode result, @Nullable RpcError error) {
    private static final int MAX_LINE = 500;

    /**
     * A JSON-RPC error.
     *
     * @param code the error code
     * @param message the node's words, in one line of bounded length: they reach exceptions and so logs
     * @param data revert data, if the node sent some
     */
    public record RpcError(int code, String message, Optional<byte[]> data) {
        /** Makes the words one line. */
        public RpcError {
            message = line(message);
        }
    }

    /** Returns somebody else's text without line breaks and other control characters, cut to a length. */
    public static String line(String text) {
        String cut = text.length() > MAX_LINE ? text.substring(0, MAX_LINE) + "..." : text;
        return cut.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
    }

    /** Returns the result, or throws the error. */
    public JsonNode orThrow() {
        if (error != null) {
            throw new NodeErrorException(method, error.code(), error.message());
        }
        return result;
    }

    /** Reads the result; throws the error, or {@link NodeErrorException} for a result that is none. */
    public <T> T read(Function<JsonNode, T> reader) {
        try {
            return reader.apply(orThrow());
        } catch (IllegalArgumentException | ArithmeticException e) {
            // The message may quote the answer, so it does not travel.
            throw new NodeErrorException(method, 0, "the answer is malformed");
        }
    }

    /** Prints the method only. */
    @Override
    public String toString() {
        return method + (error == null ? " ok" : " error " + error.code());
    }
}
