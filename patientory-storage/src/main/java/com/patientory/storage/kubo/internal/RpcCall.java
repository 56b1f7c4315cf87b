package com.patientory.storage.kubo.internal;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One command of the RPC with its arguments and options, as in {@code block/get?arg=...&offline=true}. Immutable.
 * Every option that matters is passed explicitly: the node's own defaults are its operator's and change with versions.
 */
public final class RpcCall {
    private final String command;
    private final String query;

    private RpcCall(String command, String query) {
        this.command = command;
        this.query = query;
    }

    /**
     * A command without arguments.
     *
     * @param command the path below {@code /api/v0/}
     * @return the call
     */
    public static RpcCall of(String command) {
        return new RpcCall(command, "");
    }

    /**
     * This call with one more argument.
     *
     * @param value a positional argument
     * @return a new call
     */
    public RpcCall arg(Object value) {
        return with("arg", value);
    }

    /**
     * This call with one more option.
     *
     * @param name the option
     * @param value its value, by {@code toString}
     * @return a new call
     */
    public RpcCall with(String name, Object value) {
        String pair = name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
        return new RpcCall(command, query.isEmpty() ? pair : query + "&" + pair);
    }

    /** The command's name. */
    String command() {
        return command;
    }

    /** Where to send it. */
    URI on(URI api) {
        return URI.create(api + "/api/v0/" + command + (query.isEmpty() ? "" : "?" + query));
    }
}
