package com.patientory.benchmarks.crypto;

import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.SealedBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A record for 1,000 recipients with RSA keys of 3072 bits, on one thread:
 * {@code java -jar benchmarks/target/benchmarks.jar RecipientsBenchmark}.
 *
 * <p>One envelope holds about 95 of them, so these are 25 envelopes for 40 keys each, written to bytes. The baseline is one
 * envelope for one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class RecipientsBenchmark {
    private static final int KEYS = 40;
    private static final int ENVELOPES = 25;

    private final List<Recipient> recipients = new ArrayList<>();
    private SealedBody body;

    /** Makes the keys, which takes longer than all else. */
    @Setup
    public void start() throws IOException {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < KEYS; i++) {
            try (RecipientKey key = RecipientKey.generate(random)) {
                recipients.add(key.recipient());
            }
        }
        body = RecordCipher.create().encrypt(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
    }

    /** The baseline. */
    @Benchmark
    public byte[] one() {
        return body.envelope(SealedRecord.metadata(), recipients.subList(0, 1)).toBytes();
    }

    /** All of them. */
    @Benchmark
    public int thousand() {
        int bytes = 0;
        for (int i = 0; i < ENVELOPES; i++) {
            KeyEnvelope envelope = body.envelope(SealedRecord.metadata(), recipients);
            bytes += envelope.toBytes().length;
        }
        return bytes;
    }
}
