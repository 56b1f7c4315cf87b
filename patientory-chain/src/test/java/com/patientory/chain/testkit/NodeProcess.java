package com.patientory.chain.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node's process that ends with {@link #close}, with the JVM, and, except on Windows, also when the JVM is killed. */
final class NodeProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 10;
    private static final int TAIL_LINES = 20;

    /** Runs the binary until it ends, or until standard input does: a killed JVM closes that pipe. */
    private static final String LEASH = "exec 3<&0; \"$@\" </dev/null 3<&- & P=$!; trap 'kill $P' TERM INT HUP; "
            + "(cat <&3 >/dev/null; kill $P) 2>/dev/null & wait $P; wait $P";

    private final String name;
    private final Process process;
    private final Thread hook;
    private final String listening;

    private NodeProcess(String name, Process process, Pattern ready) {
        this.name = name;
        this.process = process;
        this.hook = new Thread(this::stop, name + "-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            this.listening = listen(ready);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts and waits for a line of output.
     *
     * @param ready found in the line; its first group is the address that the node listens on
     */
    static NodeProcess start(String name, List<String> command, Pattern ready) {
        List<String> leashed = new ArrayList<>();
        if (!AnvilInstall.windows()) {
            leashed.addAll(List.of("/bin/sh", "-c", LEASH, name));
        }
        leashed.addAll(command);
        try {
            return new NodeProcess(
                    name, new ProcessBuilder(leashed).redirectErrorStream(true).start(), ready);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    private String listen(Pattern ready) {
        Deque<String> tail = new ArrayDeque<>();
        try {
            BufferedReader output = process.inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher match = ready.matcher(line);
                if (match.find()) {
                    drain(output);
                    return match.group(1);
                }
                tail.addLast(line);
                if (tail.size() > TAIL_LINES) {
                    tail.removeFirst();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " ended while starting", e);
        }
        throw new IllegalStateException(name + " ended while starting: " + String.join("\n", tail));
    }

    /** Keeps the pipe empty, or the node would stop at a full one. */
    private void drain(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(line -> {}), name + "-output");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> {});
        thread.start();
    }

    /** Returns what the first group of the awaited line was. */
    String listening() {
        return listening;
    }

    /** Returns the id of the process, or of the shell that holds it. */
    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Ends the node as a power cut would, and waits for its end. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        close();
    }

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
