package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From one file to a new one, warmed up: encryption and decryption, beside a plain copy of the same file.
 *
 * <p>About 25 minutes. From the project's root:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -jar benchmarks/target/benchmarks.jar FileCipherBenchmark
 * }</pre>
 *
 * <p>The target is removed before each call, outside the clock. Libraries that write the
 * file themselves are fed 1 MiB at a time; the copy, and what others decrypt, is written 256 KiB at a time. This SDK reads and
 * writes 1 MiB at a time, Tink's channels one of its segments.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 3, jvmArgsAppend = "-Xmx512m")
public class FileCipherBenchmark {
    /** The plain file, and a place for the result. */
    @State(Scope.Benchmark)
    public static class Source {
        /** Length of the file. */
        @Param({"1", "16", "256", "1024"})
        public int sizeMiB;

        final PlainCopy copy = new PlainCopy();
        Workspace workspace;
        Path plain;
        Path target;

        /** Writes the file. */
        @Setup
        public void write() throws IOException {
            workspace = Workspace.create();
            plain = workspace.noise("plain", sizeMiB);
            target = workspace.file("target");
        }

        /** Makes room for the next result. */
        @Setup(Level.Invocation)
        public void removeTarget() throws IOException {
            Files.deleteIfExists(target);
        }

        /** Removes all files. */
        @TearDown
        public void delete() throws IOException {
            workspace.delete();
        }
    }

    /** The contender, and the file that it has encrypted. */
    @State(Scope.Benchmark)
    public static class Contest {
        /** Whose turn it is. */
        @Param
        public Contender contender;

        FileCipher cipher;
        Path sealed;

        /** Encrypts once, and compares with the plain file what it decrypts. */
        @Setup
        public void seal(Source source) throws IOException, GeneralSecurityException {
            cipher = contender.open();
            sealed = source.workspace.file("sealed");
            cipher.encrypt(source.plain, sealed);
            cipher.unlock();
            Path opened = source.workspace.file("opened");
            cipher.decrypt(sealed, opened);
            if (Files.mismatch(source.plain, opened) >= 0) {
                throw new IllegalStateException(contender + " does not give back what it was given");
            }
            Files.delete(opened);
        }
    }

    /** The baseline. */
    @Benchmark
    public void copy(Source source) throws IOException {
        source.copy.copy(source.plain, source.target);
    }

    /** The same by the system's own program, whose start counts. */
    @Benchmark
    public void cp(Source source) throws IOException {
        PlainCopy.system(source.plain, source.target);
    }

    /** Encrypts the plain file. */
    @Benchmark
    public void encrypt(Source source, Contest contest) throws IOException, GeneralSecurityException {
        contest.cipher.encrypt(source.plain, source.target);
    }

    /** Decrypts what was encrypted once. */
    @Benchmark
    public void decrypt(Source source, Contest contest) throws IOException, GeneralSecurityException {
        contest.cipher.decrypt(contest.sealed, source.target);
    }
}
