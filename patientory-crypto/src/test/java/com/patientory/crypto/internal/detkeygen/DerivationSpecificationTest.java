package com.patientory.crypto.internal.detkeygen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.internal.derive.Bip32Key;
import com.patientory.crypto.internal.derive.Bip39Seed;
import com.patientory.crypto.internal.derive.Bip85;
import com.patientory.crypto.internal.derive.PatientKeys;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.rsa.RsaKeys;
import com.patientory.crypto.internal.words.EnglishWords;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each step of the worked example in derivation-v1 is what the code computes. */
class DerivationSpecificationTest {
    private static final String WORDS = "test test test test test test test test test test test junk";
    private static final byte[] SENTENCE = WORDS.getBytes(StandardCharsets.US_ASCII);
    private static final int HARDENED = Bip32Key.HARDENED;
    private static final int PRIME_BYTES = RsaKeys.BITS / 16;

    private static String specification;
    private static byte[] seed;
    private static byte[] rsaSeed;

    @BeforeAll
    static void read() throws IOException {
        specification = new String(Files.readAllBytes(Paths.get("spec", "derivation-v1.md")), StandardCharsets.UTF_8)
                .replaceAll("\\s", "");
        seed = Bip39Seed.of(SENTENCE, "");
        rsaSeed = Bip85.hex(Bip32Key.master(seed), 64, 828365);
    }

    private static void requireIn(String what, String value) {
        assertTrue(specification.contains(value), "the specification does not have " + what + ": " + value);
    }

    private static void requireIn(String what, byte[] value) {
        requireIn(what, Hex.encode(value));
    }

    @Test
    void words_ofTheEntropy_areTheExamples() {
        String entropy = specification.replaceAll(".*\\|entropy\\|`([0-9a-f]{32})`.*", "$1");
        assertEquals(WORDS, String.join(" ", EnglishWords.of(Hex.decodePrefixed("entropy", "0x" + entropy, 16))));
        requireIn("the seed", seed);
    }

    @Test
    void nodes_ofAllPaths_areTheExamples() {
        requireNodes("m/44'/60'/0'/0/0", HARDENED | 44, HARDENED | 60, HARDENED, 0, 0);
        requireNodes(
                "m/83696968'/128169'/64'/828365'",
                HARDENED | 83696968,
                HARDENED | 128169,
                HARDENED | 64,
                HARDENED | 828365);
    }

    private static void requireNodes(String path, int... indices) {
        List<String> names = new ArrayList<>(Arrays.asList(path.split("/", -1)));
        for (int depth = 0; depth <= indices.length; depth++) {
            try (Bip32Key root = Bip32Key.master(seed);
                    Bip32Key node = root.derive(Arrays.copyOf(indices, depth))) {
                requireIn(
                        "a node",
                        "|`" + String.join("/", names.subList(0, depth + 1)) + "`|`" + Hex.encode(node.scalar()) + "`|`"
                                + Hex.encode(node.chainCode()) + "`|");
            }
        }
    }

    @Test
    void seeds_ofBothKindsAndRotations_areTheExamples() {
        try (Bip32Key root = Bip32Key.master(seed);
                PatientKeys keys = new PatientKeys(SENTENCE)) {
            requireIn("RSA seed 0", rsaSeed);
            requireIn("RSA seed 1", Bip85.hex(root, 64, 828366));
            requireIn("X-Wing seed 0", keys.xWingSeed(0));
            requireIn("X-Wing seed 1", keys.xWingSeed(1));
        }
    }

    @Test
    void candidates_ofTheSeed_areTheExamples() {
        byte[] personalization = "det RSA key gen\u000c\u0000".getBytes(StandardCharsets.US_ASCII);
        requireIn("the first 192 bytes", new HmacDrbg(rsaSeed, personalization).next(PRIME_BYTES));
        CandidateStream candidates = new CandidateStream(rsaSeed, RsaKeys.BITS);
        requireIn("the first candidate", candidates.next());
        PrimeSearch search = PrimeSearch.of(ForkJoinPool.commonPool(), 2, tested -> {});
        RSAPrivateCrtKey key = DetKeygen.rsa(rsaSeed, RsaKeys.BITS, search);
        requireAt("p", key.getPrimeP());
        requireAt("q", key.getPrimeQ());
        requireIn("n", key.getModulus().toString(16));
        requireIn("d", key.getPrivateExponent().toString(16));
    }

    private static void requireAt(String name, BigInteger prime) {
        byte[] bytes = BigIntegers.asUnsignedByteArray(PRIME_BYTES, prime);
        CandidateStream candidates = new CandidateStream(rsaSeed, RsaKeys.BITS);
        int index = 0;
        while (!Arrays.equals(candidates.next(), bytes)) {
            index++;
        }
        requireIn(name, name + ",candidate" + index + (index < 1000 ? "(thefirstis0)" : "") + Hex.encode(bytes));
    }
}
