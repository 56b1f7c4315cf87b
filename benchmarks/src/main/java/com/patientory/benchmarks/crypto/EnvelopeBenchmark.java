package com.patientory.benchmarks.crypto;

import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordCipher;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.SealedBody;
import com.patientory.crypto.VaultKey;
import com.patientory.crypto.WalletKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thousand recipients, in twenty envelopes of fifty, and opening one envelope.
 *
 * <p>Two minutes. From the project's root:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -jar benchmarks/target/benchmarks.jar EnvelopeBenchmark
 * }</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EnvelopeBenchmark {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RECIPIENTS = 1_000;
    private static final int IN_ONE = 50;
    private static final int RSA_BITS = 3072;

    /** A body, a reader and a thousand public keys of one kind. */
    @State(Scope.Benchmark)
    public static class Readers {
        /** Kind of the keys. */
        @Param({"RSA", "P256", "X25519", "VAULT"})
        public String kind;

        final List<Recipient> recipients = new ArrayList<>();
        SealedBody body;
        RecordMetadata metadata;
        RecipientKey reader;
        KeyEnvelope envelope;

        /** Makes the keys; those that nobody reads with are public numbers only. */
        @Setup
        public void generate() throws IOException, GeneralSecurityException {
            for (int i = 0; i < RECIPIENTS; i++) {
                recipients.add(kind.equals("RSA") ? Recipient.of(rsaPublic()) : key().recipient());
            }
            body = RecordCipher.create()
                    .encrypt(new ByteArrayInputStream(new byte[1]), OutputStream.nullOutputStream());
            metadata = RecordMetadata.builder()
                    .name("scan.dcm")
                    .mediaType("application/dicom")
                    .bodyCid("bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy")
                    .writer(WalletKey.generate(RANDOM).address())
                    .time(Instant.EPOCH)
                    .build();
            reader = key();
            envelope = body.envelope(metadata, List.of(reader.recipient()));
        }

        private RecipientKey key() {
            return switch (kind) {
                case "RSA" -> RecipientKey.generate(RANDOM);
                case "P256" -> RecipientKey.generateP256(RANDOM);
                case "X25519" -> RecipientKey.generateX25519(RANDOM);
                default -> VaultKey.generate(RANDOM).recipientKey();
            };
        }
    }

    private static RSAPublicKey rsaPublic() throws GeneralSecurityException {
        BigInteger modulus =
                new BigInteger(RSA_BITS, RANDOM).setBit(RSA_BITS - 1).setBit(0);
        return (RSAPublicKey)
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));
    }

    /** Twenty envelopes of fifty recipients. */
    @Benchmark
    public int sealForThousand(Readers readers) {
        int bytes = 0;
        for (int from = 0; from < RECIPIENTS; from += IN_ONE) {
            bytes += readers.body
                    .envelope(readers.metadata, readers.recipients.subList(from, from + IN_ONE))
                    .toBytes()
                    .length;
        }
        return bytes;
    }

    /** One reader. */
    @Benchmark
    public long open(Readers readers) {
        try (RecordKey key = readers.envelope.open(readers.reader)) {
            return key.sizeBytes();
        }
    }

    /** Keys for the baseline. */
    @State(Scope.Benchmark)
    public static class PublicKeys {
        final List<PublicKey> keys = new ArrayList<>();

        /** Makes the keys. */
        @Setup
        public void generate() throws GeneralSecurityException {
            for (int i = 0; i < RECIPIENTS; i++) {
                keys.add(rsaPublic());
            }
        }
    }

    /** The baseline: the platform's RSA-OAEP a thousand times and nothing else. */
    @Benchmark
    public int platformRsaThousand(PublicKeys keys) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
        OAEPParameterSpec oaep =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        int bytes = 0;
        for (PublicKey key : keys.keys) {
            cipher.init(Cipher.ENCRYPT_MODE, key, oaep);
            bytes += cipher.doFinal(new byte[32]).length;
        }
        return bytes;
    }
}
