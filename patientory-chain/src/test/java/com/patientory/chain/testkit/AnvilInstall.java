package com.patientory.chain.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Finds anvil, or installs the pinned release by npm into {@code .tools}, once, behind a lock that processes share. */
final class AnvilInstall {
    static final String VERSION = "1.7.1";
    private static final String LOCKED_PLATFORM = "linux-amd64";
    private static final int INSTALL_MINUTES = 5;

    private AnvilInstall() {}

    /** Returns the platform's binary. */
    static synchronized Path binary() {
        Path folder = ToolsFolder.find().resolve("anvil-" + VERSION);
        Path binary = folder.resolve("node_modules/@foundry-rs/anvil-" + platform() + "/bin/" + executable());
        if (!Files.isExecutable(binary)) {
            install(folder, binary);
        }
        return binary;
    }

    private static void install(Path folder, Path binary) {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isExecutable(binary)) {
                    copy("package.json", folder);
                    // The lock has a hash for this platform only; npm passes over what a lock leaves out.
                    if (platform().equals(LOCKED_PLATFORM)) {
                        copy("package-lock.json", folder);
                    }
                    npm(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Files.isExecutable(binary)) {
            throw new PrerequisiteMissingException(
                    "anvil", "npm installed no anvil " + VERSION + " for " + platform() + "; see " + folder);
        }
    }

    private static void copy(String name, Path folder) throws IOException {
        try (InputStream in = AnvilInstall.class.getResourceAsStream("anvil/" + name)) {
            Files.copy(Objects.requireNonNull(in, name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void npm(Path folder) throws IOException {
        Path log = folder.resolve("install.log");
        Process npm = startNpm(folder, log);
        try {
            if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new PrerequisiteMissingException("anvil", "npm could not install anvil; its words are in " + log);
            }
        } catch (InterruptedException e) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while npm installed anvil", e);
        }
    }

    private static Process startNpm(Path folder, Path log) {
        String npm = windows() ? "npm.cmd" : "npm";
        try {
            return new ProcessBuilder(
                            List.of(npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new PrerequisiteMissingException(
                    "npm",
                    "Node.js 20 or later with npm is needed to install anvil, the local chain: https://nodejs.org");
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return (windows() ? "win32" : os.contains("mac") ? "darwin" : "linux") + "-" + cpu;
    }

    static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static String executable() {
        return windows() ? "anvil.exe" : "anvil";
    }
}
