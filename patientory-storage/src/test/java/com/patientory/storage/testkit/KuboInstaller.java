package com.patientory.storage.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds or builds the Kubo daemon: by default {@value #VERSION}, built from its pinned sources with the Go toolchain
 * of this machine into {@code .tools/kubo-...}, once, however many processes ask. The environment variable
 * {@value #OVERRIDE} names an existing {@code ipfs} binary instead.
 *
 * <p>The build takes about three minutes on two cores and some 150 MB of downloads through Go's module proxy. It runs
 * in Kubo's own module, so that the versions and checksums are those of its {@code go.sum}, and the module itself must
 * have the checksum that is written down here. {@code go install ...@version} would also ask the proxy for the list of
 * all versions, which a restricted proxy does not answer.
 */
public final class KuboInstaller {
    /** The version of Kubo that is built. */
    public static final String VERSION = "0.42.0";

    /** Environment variable with the path of an existing binary. */
    public static final String OVERRIDE = "PATIENTORY_IPFS";

    private static final String MODULE = "github.com/ipfs/kubo@v" + VERSION;
    private static final String MODULE_SUM = "h1:mp40G/pAwckX54zJfIK3CTLK6S1Ae+Wa63g3I68W8cA=";

    private final Path tools;
    private final Map<String, String> environment;
    private final Consumer<String> progress;

    private KuboInstaller(Path tools, Map<String, String> environment, Consumer<String> progress) {
        this.tools = tools;
        this.environment = environment;
        this.progress = progress;
    }

    /**
     * An installer for the project's tools folder: the system property {@code patientory.tools}, or {@code .tools}
     * beside the {@code .mvn} above the working directory.
     *
     * @param progress hears one sentence before anything that takes long
     * @return the installer
     */
    public static KuboInstaller of(Consumer<String> progress) {
        return in(ToolsFolder.find(), System.getenv(), progress);
    }

    /**
     * An installer for a given folder and environment.
     *
     * @param tools where to install
     * @param environment searched for {@code PATH} and {@value #OVERRIDE}
     * @param progress hears one sentence before anything that takes long
     * @return the installer
     */
    public static KuboInstaller in(Path tools, Map<String, String> environment, Consumer<String> progress) {
        return new KuboInstaller(tools, Map.copyOf(environment), progress);
    }

    /**
     * The daemon's binary; builds it when it is not there yet. Blocks, for minutes the first time.
     *
     * @return an executable file
     * @throws PrerequisiteMissingException when Go is absent or too old, or the override names no executable
     * @throws IOException when the build fails, with the end of its output
     */
    public Path ipfs() throws IOException {
        String override = environment.get(OVERRIDE);
        if (override != null) {
            Path binary = Path.of(override);
            if (!Files.isExecutable(binary)) {
                throw new PrerequisiteMissingException("ipfs", OVERRIDE + " names no executable file: " + override);
            }
            return binary;
        }
        Path binary = tools.resolve("kubo-" + VERSION).resolve("ipfs");
        if (Files.isExecutable(binary)) {
            return binary;
        }
        GoToolchain go = GoToolchain.find(environment);
        Files.createDirectories(binary.getParent());
        Path lockFile = tools.resolve("kubo-" + VERSION + ".lock");
        synchronized (KuboInstaller.class) { // a file lock is held by the JVM, not by the thread
            try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (!Files.isExecutable(binary)) {
                    build(go, binary);
                }
            }
        }
        return binary;
    }

    private void build(GoToolchain go, Path binary) throws IOException {
        progress.accept("Building Kubo " + VERSION + " with " + go.version() + " into " + binary.getParent()
                + "; this happens once and takes minutes.");
        String module = go.run(tools, List.of("mod", "download", "-json", MODULE));
        if (!GoToolchain.field(module, "Sum").equals(MODULE_SUM)) {
            throw new IOException("The sources of " + MODULE + " have another checksum than expected.");
        }
        Path sources = Path.of(GoToolchain.field(module, "Dir"));
        Path fresh = binary.resolveSibling("ipfs.tmp");
        go.run(sources, List.of("build", "-mod=readonly", "-trimpath", "-o", fresh.toString(), "./cmd/ipfs"));
        Files.move(fresh, binary, StandardCopyOption.ATOMIC_MOVE);
        progress.accept("Kubo " + VERSION + " is built.");
    }
}
