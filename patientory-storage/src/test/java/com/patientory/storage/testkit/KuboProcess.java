package com.patientory.storage.testkit;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The daemon's process. It runs below a shell that waits for the end of its own standard input, which this JVM holds
 * open: when the JVM ends, even by a kill signal, the pipe closes, and the shell ends the daemon and removes the
 * repository. Where there is no such shell, a shutdown hook does what it can.
 */
final class KuboProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int LOG_TAIL = 2000;
    private static final String GUARD = "trap '' INT HUP; \"$1\" daemon & child=$!; cat >/dev/null; "
            + "kill $child 2>/dev/null; wait $child; rm -rf \"$IPFS_PATH\"";

    private final Process process;
    private final KuboRepository repository;
    private final URI api;
    private final Thread hook;

    private KuboProcess(Process process, KuboRepository repository) throws IOException {
        this.process = process;
        this.repository = repository;
        this.hook = new Thread(this::endWithJvm);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            this.api = awaitApi();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static KuboProcess start(Path ipfs, KuboRepository repository) throws IOException {
        List<String> command = File.separatorChar == '/'
                ? List.of("/bin/sh", "-c", GUARD, "sh", ipfs.toString())
                : List.of(ipfs.toString(), "daemon");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(repository.log().toFile());
        repository.configure(builder);
        return new KuboProcess(builder.start(), repository);
    }

    private URI awaitApi() throws IOException {
        Path address = repository.folder().resolve("api");
        for (long deadline = System.nanoTime() + START.toNanos(); System.nanoTime() < deadline; ) {
            String multiaddr = Files.exists(address) ? Files.readString(address).strip() : "";
            if (multiaddr.startsWith("/ip4/127.0.0.1/tcp/") && log().contains("Daemon is ready")) {
                return URI.create("http://127.0.0.1:" + multiaddr.substring(multiaddr.lastIndexOf('/') + 1));
            }
            if (!process.isAlive()) {
                break;
            }
            sleep();
        }
        String log = log();
        throw new IOException("Kubo did not come up: " + log.substring(Math.max(0, log.length() - LOG_TAIL)));
    }

    private String log() throws IOException {
        return Files.exists(repository.log())
                ? new String(Files.readAllBytes(repository.log()), StandardCharsets.UTF_8)
                : "";
    }

    private static void sleep() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while Kubo starts", e);
        }
    }

    URI api() {
        return api;
    }

    /** Kills the daemon; the shell is not told, so that the repository stays. */
    void kill() throws IOException {
        for (ProcessHandle daemon : daemons()) {
            daemon.destroyForcibly();
            daemon.onExit().orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    private List<ProcessHandle> daemons() {
        if (File.separatorChar != '/') {
            return List.of(process.toHandle());
        }
        return process.children()
                .filter(child -> child.info().command().orElse("").endsWith("ipfs"))
                .toList();
    }

    /** The end of the JVM, by itself or by Ctrl-C, which the shell does not hear. */
    private void endWithJvm() {
        try {
            close();
            repository.delete();
        } catch (IOException e) {
            // the shell removes what is left
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        if (File.separatorChar != '/') {
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                daemons().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            daemons().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (!Thread.currentThread().equals(hook)) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAnyway) {
            // the JVM is shutting down and the hook is running
        }
    }
}
