package com.patientory.benchmarks.crypto;

import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.SealedBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Random;
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
 * 4 KiB from anywhere in a record of 256 MiB: {@code java -jar benchmarks/target/benchmarks.jar RandomReadBenchmark}.
 *
 * <p>The baseline reads the same from the plain file.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class RandomReadBenchmark {
    private static final int SIZE_MIB = 256;
    private static final int READ_BYTES = 4096;

    /** As in {@code -Dpatientory.crypto.provider}. */
    @Param({"platform", "corretto"})
    public String provider;

    private final Random random = new Random(1);
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    private Workspace workspace;
    private FileChannel plain;
    private SeekableByteChannel sealed;

    /** Writes and opens both files. */
    @Setup
    public void open() throws IOException {
        System.setProperty("patientory.crypto.provider", provider);
        workspace = Workspace.create();
        Path file = workspace.noise("plain", SIZE_MIB);
        RecordCipher cipher = RecordCipher.create();
        // Twice: the first looks for the provider.
        cipher.encrypt(file, workspace.file("sealed")).close();
        try (SealedBody body = cipher.encrypt(file, workspace.file("sealed"));
                RecordKey key = SealedRecord.keyOf(body)) {
            sealed = cipher.open(workspace.file("sealed"), key);
        }
        plain = FileChannel.open(file);
    }

    /** Closes and removes them. */
    @TearDown
    public void close() throws IOException {
        sealed.close();
        plain.close();
        workspace.delete();
    }

    /** The baseline. */
    @Benchmark
    public ByteBuffer plainFile() throws IOException {
        return read(plain);
    }

    /** Each read meets a segment that is not the last one's, all but once in 4,000 times. */
    @Benchmark
    public ByteBuffer record() throws IOException {
        return read(sealed);
    }

    private ByteBuffer read(SeekableByteChannel channel) throws IOException {
        buffer.clear();
        channel.position(random.nextInt((SIZE_MIB << 20) - READ_BYTES));
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // Each call reads some more.
        }
        return buffer;
    }
}
