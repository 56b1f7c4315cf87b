package com.patientory.benchmarks.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * The first file of a process, before anything is compiled: what a command or a phone sees.
 *
 * <p>About five minutes. From the project's root:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -jar benchmarks/target/benchmarks.jar ColdStartBenchmark
 * }</pre>
 *
 * <p>Each figure is of new processes in which this is the first call. Decryption comes after the encryption of the same
 * file in the same process: a reader that has never encrypted is slower.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 5, jvmArgsAppend = "-Xmx512m")
public class ColdStartBenchmark {
    /** The plain file, and a place for the result. */
    @State(Scope.Benchmark)
    public static class Source {
        /** Length of the file. */
        @Param({"10", "256"})
        public int sizeMiB;

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

        /** Removes all files. */
        @TearDown
        public void delete() throws IOException {
            workspace.delete();
        }
    }

    /** The contender. */
    @State(Scope.Benchmark)
    public static class Contest {
        /** Whose turn it is. */
        @Param
        public Contender contender;
    }

    /** The contender, and the file that it has encrypted. */
    @State(Scope.Benchmark)
    public static class Sealed {
        FileCipher cipher;
        Path sealed;

        /** Encrypts once. */
        @Setup
        public void seal(Source source, Contest contest) throws IOException, GeneralSecurityException {
            cipher = contest.contender.open();
            sealed = source.workspace.file("sealed");
            cipher.encrypt(source.plain, sealed);
            cipher.unlock();
        }
    }

    /** The baseline. */
    @Benchmark
    public void copy(Source source) throws IOException {
        new PlainCopy().copy(source.plain, source.target);
    }

    /** Encrypts the plain file; loading the library counts. */
    @Benchmark
    public void encrypt(Source source, Contest contest) throws IOException, GeneralSecurityException {
        contest.contender.open().encrypt(source.plain, source.target);
    }

    /** Decrypts what the same process has encrypted before. */
    @Benchmark
    public void decrypt(Source source, Sealed sealed) throws IOException, GeneralSecurityException {
        sealed.cipher.decrypt(sealed.sealed, source.target);
    }
}
