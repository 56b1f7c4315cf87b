package com.patientory.crypto.internal.detkeygen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.patientory.crypto.testkit.Vectors;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DetKeygenVectorsTest {
    private static final PrimeSearch SEARCH = PrimeSearch.of(ForkJoinPool.commonPool(), 2, tested -> {});

    @TestFactory
    List<DynamicTest> rsa_publishedSeed_givesThePublishedKeyByteForByte() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode vector :
                new ObjectMapper().readTree(Vectors.of("det-keygen/rsa.json").toFile())) {
            String seed = vector.get("seed").asText();
            int bits = vector.get("bits").asInt();
            tests.add(DynamicTest.dynamicTest(bits + " bits from " + seed, () -> {
                byte[] key = DetKeygen.rsa(Base64.getDecoder().decode(seed), bits, SEARCH)
                        .getEncoded();
                assertEquals(
                        vector.get("private_key_pkcs8").asText(),
                        Base64.getEncoder().encodeToString(key));
            }));
        }
        assertEquals(21, tests.size());
        return tests;
    }

    @Test
    void rsa_seedOrSizeOutOfRange_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> DetKeygen.rsa(new byte[15], 3072, SEARCH));
        assertThrows(IllegalArgumentException.class, () -> DetKeygen.rsa(new byte[16], 2047, SEARCH));
        assertThrows(IllegalArgumentException.class, () -> DetKeygen.rsa(new byte[16], 1024, SEARCH));
    }

    @Test
    void divideAny_multiplesOfPrimesUpToTheLimit_areFoundAndOthersNot() {
        BigInteger large = BigInteger.ONE.shiftLeft(1000).nextProbablePrime();
        for (int factor : new int[] {3, 5, 7, 1613, 1619}) {
            byte[] multiple = large.multiply(BigInteger.valueOf(factor)).toByteArray();
            assertEquals(true, SmallPrimes.divideAny(multiple), "multiple of " + factor);
        }
        assertEquals(false, SmallPrimes.divideAny(large.toByteArray()));
        assertEquals(
                false,
                SmallPrimes.divideAny(large.multiply(BigInteger.valueOf(1621)).toByteArray()));
    }
}
