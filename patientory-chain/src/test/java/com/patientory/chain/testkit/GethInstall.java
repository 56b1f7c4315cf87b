package com.patientory.chain.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Finds geth, or builds it from its pinned sources with the Go toolchain of this machine into {@code .tools}, once,
 * behind a lock that processes share. 1.13 is the last line that makes blocks by Clique. The build runs in geth's own
 * module, so that the versions and checksums are those of its {@code go.sum}; the module itself must have the checksum
 * that is written down here. It takes one to two minutes on two cores.
 */
final class GethInstall {
    static final String VERSION = "1.13.15";
    private static final String MODULE = "github.com/ethereum/go-ethereum@v" + VERSION;
    private static final String MODULE_SUM = "h1:U7sSGYGo4SPjP6iNIifNoyIAiNjrmQkz6EwQG+/EZWo=";

    private GethInstall() {}

    /** Returns the binary. */
    static synchronized Path binary() {
        Path folder = ToolsFolder.find().resolve("geth-" + VERSION).toAbsolutePath();
        Path binary = folder.resolve(AnvilInstall.windows() ? "geth.exe" : "geth");
        if (Files.isExecutable(binary)) {
            return binary;
        }
        GoCommand go = GoCommand.find();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isExecutable(binary)) {
                    build(go, folder, binary);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return binary;
    }

    private static void build(GoCommand go, Path folder, Path binary) throws IOException {
        String module = go.run(folder, "mod", "download", "-json", MODULE);
        if (!GoCommand.field(module, "Sum").equals(MODULE_SUM)) {
            throw new IOException("the sources of " + MODULE + " have another checksum than expected");
        }
        Path sources = Path.of(GoCommand.field(module, "Dir"));
        Path fresh = binary.resolveSibling("geth.tmp");
        // One of its libraries reaches into the runtime by a name that newer linkers keep back.
        go.run(
                sources,
                "build",
                "-mod=readonly",
                "-trimpath",
                "-ldflags=-checklinkname=0",
                "-o",
                "" + fresh,
                "./cmd/geth");
        Files.move(fresh, binary, StandardCopyOption.ATOMIC_MOVE);
    }
}
