package com.patientory.chain.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.internal.rpc.JsonRpc;
import com.patientory.chain.model.ChainId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
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
    private static final int STOP_SECONDS = 5;

    /** Runs the binary until it ends, or until standard input does: a killed JVM closes that pipe. */
    private static final String LEASH = "exec 3<&0; \"$@\" </dev/null 3<&- & P=$!; trap 'kill $P' TERM INT HUP; "
            + "(cat <&3 >/dev/null; kill $P) 2>/dev/null & wait $P";

    private final Process process;
    private final Thread hook;
    private final URI uri;
    private final JsonRpc rpc;

    private AnvilNode(Process process) {
        this.process = process;
        this.hook = new Thread(this::stop, "anvil-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        this.uri = URI.create("http://" + listen(process));
        this.rpc = new JsonRpc(List.of(uri), REQUEST);
    }

    /** Starts a node that makes a block for each transaction at once. Installs anvil when it is missing. */
    public static AnvilNode start() {
        return run(List.of());
    }

    /** Starts a node that makes a block every interval, in whole seconds. */
    public static AnvilNode start(Duration blockTime) {
        return run(List.of("--block-time", Long.toString(Math.max(1, blockTime.toSeconds()))));
    }

    private static AnvilNode run(List<String> options) {
        List<String> command = new ArrayList<>();
        if (!AnvilInstall.windows()) {
            command.addAll(List.of("/bin/sh", "-c", LEASH, "anvil"));
        }
        command.add(AnvilInstall.binary().toString());
        command.addAll(List.of("--port", "0", "--chain-id", CHAIN_ID.toString()));
        command.addAll(List.of("--gas-price", "0", "--block-base-fee-per-gas", "0", "--disable-min-priority-fee"));
        command.addAll(options);
        try {
            return new AnvilNode(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException("anvil could not be started", e);
        }
    }

    private static String listen(Process process) {
        try {
            BufferedReader output = process.inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher match = LISTENING.matcher(line);
                if (match.find()) {
                    drain(output);
                    return match.group(1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("anvil ended while starting", e);
        }
        throw new IllegalStateException("anvil ended while starting");
    }

    /** Keeps the pipe empty, or the node would stop at a full one. */
    private static void drain(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "anvil-output");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> {});
        thread.start();
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

    /** Calls any method of the node. */
    JsonNode call(String method, Object... params) {
        return rpc.call(method, params);
    }

    /** Ends the node and waits for its end. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook with it.
        }
    }

    private void stop() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        family.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
