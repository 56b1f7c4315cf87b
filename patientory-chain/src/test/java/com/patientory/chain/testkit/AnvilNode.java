package com.patientory.chain.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.ChainId;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A fee-free anvil on a free port of the loopback interface, with chain id 1337. It ends with {@link #close}, with the
 * JVM, and, except on Windows, also when the JVM is killed.
 */
public final class AnvilNode implements AutoCloseable {
    /** The network's number. */
    public static final ChainId CHAIN_ID = ChainId.of(1337);

    private static final Pattern LISTENING = Pattern.compile("Listening on (127\\.0\\.0\\.1:\\d+)");
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private final NodeProcess process;
    private final URI uri;
    private final JsonRpc rpc;

    private AnvilNode(NodeProcess process) {
        this.process = process;
        this.uri = URI.create("http://" + process.listening());
        this.rpc = new JsonRpc(List.of(uri), REQUEST);
    }

    /** Starts a node that makes a block for each transaction at once. Installs anvil when it is missing. */
    public static AnvilNode start() {
        return run(List.of());
    }

    /** Starts a node that makes a block every interval, in whole seconds. */
    public static AnvilNode start(Duration blockTime) {
        return run(interval(blockTime));
    }

    /** Starts a node that makes a block of at most so much gas every interval, in whole seconds. */
    public static AnvilNode start(Duration blockTime, long blockGasLimit) {
        List<String> options = new ArrayList<>(interval(blockTime));
        options.addAll(List.of("--gas-limit", Long.toString(blockGasLimit)));
        return run(options);
    }

    private static List<String> interval(Duration blockTime) {
        return List.of("--block-time", Long.toString(Math.max(1, blockTime.toSeconds())));
    }

    private static AnvilNode run(List<String> options) {
        List<String> command = new ArrayList<>(List.of(AnvilInstall.binary().toString()));
        command.addAll(List.of("--port", "0", "--chain-id", CHAIN_ID.toString()));
        command.addAll(List.of("--gas-price", "0", "--block-base-fee-per-gas", "0", "--disable-min-priority-fee"));
        command.addAll(options);
        return new AnvilNode(NodeProcess.start("anvil", command, LISTENING));
    }

    /** Returns the JSON-RPC address. */
    public URI uri() {
        return uri;
    }

    /** Returns the network's number. */
    public ChainId chainId() {
        return CHAIN_ID;
    }

    /** Returns the id of the node's process, or of the shell that holds it. */
    public long pid() {
        return process.pid();
    }

    /** Remembers the state. */
    public String snapshot() {
        return call("evm_snapshot").asText();
    }

    /** Goes back to a remembered state, which is used up by it. */
    public void revert(String snapshot) {
        if (!call("evm_revert", snapshot).asBoolean()) {
            throw new IllegalStateException("no snapshot " + snapshot);
        }
    }

    /** Moves the chain's clock forward and makes a block. */
    public void advance(Duration duration) {
        call("evm_increaseTime", Hex.quantity(duration.toSeconds()));
        mine();
    }

    /** Makes a block. */
    public void mine() {
        call("evm_mine");
    }

    /** Sets whether each transaction gets a block at once. */
    public void automine(boolean on) {
        call("evm_setAutomine", on);
    }

    /** Sets what an account or contract holds in wei. */
    public void fund(WalletAddress account, BigInteger wei) {
        call("anvil_setBalance", Hex.data(account), "0x" + wei.toString(16));
    }

    /** Calls any method of the node. */
    JsonNode call(String method, Object... params) {
        return rpc.call(method, params);
    }

    /** Ends the node and waits for its end. */
    @Override
    public void close() {
        process.close();
    }
}
