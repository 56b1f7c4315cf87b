package com.patientory.benchmarks.crypto;

import com.patientory.crypto.EcdsaSignature;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.WalletKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
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
 * Wallet signatures on one thread: {@code java -jar benchmarks/target/benchmarks.jar SignatureBenchmark}.
 *
 * <p>The baseline is BouncyCastle's own signer, which gives no recovery id.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SignatureBenchmark {
    private WalletKey key;
    private ECDSASigner baseline;
    private byte[] digest;
    private EcdsaSignature signature;

    @Setup
    public void start() {
        byte[] scalar = new byte[32];
        new SecureRandom().nextBytes(scalar);
        scalar[0] = 0;
        key = WalletKey.of(scalar);
        X9ECParameters curve = CustomNamedCurves.getByName("secp256k1");
        baseline = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        baseline.init(true, new ECPrivateKeyParameters(new BigInteger(1, scalar), new ECDomainParameters(curve)));
        digest = new byte[32];
        signature = key.sign(digest);
    }

    private byte[] next() {
        for (int i = 0; ++digest[i] == 0 && i < 30; i++) {
            // Counts, so that no two digests are the same.
        }
        return digest;
    }

    @Benchmark
    public BigInteger[] bouncyCastleWithoutRecoveryId() {
        return baseline.generateSignature(next());
    }

    @Benchmark
    public EcdsaSignature sign() {
        return key.sign(next());
    }

    @Benchmark
    public WalletAddress recover() {
        return signature.recover(new byte[32]);
    }
}
