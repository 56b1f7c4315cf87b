package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A file of 10 MiB in a process of its own, from its start to its end:
 * {@code java -jar benchmarks/target/benchmarks.jar FreshProcessBenchmark}.
 *
 * <p>The baseline is a process that copies the file, by the same Java.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 20)
public class FreshProcessBenchmark {
    private static final int SIZE_MIB = 10;

    private Workspace workspace;
    private Path plain;

    /** Writes the file. */
    @Setup
    public void write() throws IOException {
        workspace = Workspace.create();
        plain = workspace.noise("plain", SIZE_MIB);
    }

    /** Makes room for the next result. */
    @Setup(Level.Invocation)
    public void removeTarget() throws IOException {
        Files.deleteIfExists(workspace.file("target"));
    }

    /** Removes all files. */
    @TearDown
    public void delete() throws IOException {
        workspace.delete();
    }

    /** The baseline. */
    @Benchmark
    public void copy() throws IOException, InterruptedException {
        run("copy");
    }

    /** The platform's cipher and nothing else: the bound of what can be reached. */
    @Benchmark
    public void cipher() throws IOException, InterruptedException {
        run("cipher");
    }

    /** Encrypts. */
    @Benchmark
    public void encrypt() throws IOException, InterruptedException {
        run("encrypt");
    }

    private void run(String what) throws IOException, InterruptedException {
        Path java = Paths.get(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FreshProcess.class.getName(),
                        what,
                        plain.toString(),
                        workspace.file("target").toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(what + " failed");
        }
    }
}
