package com.patientory.crypto.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The fuzz targets on their seeds, on inputs that once were findings, and on a few mutations. */
class FuzzRegressionTest {
    private static final int MUTATIONS = 100;

    @TestFactory
    Stream<DynamicTest> seed_asItIs_isAccepted() {
        return eachSeed("seed", FuzzTarget::accept);
    }

    @TestFactory
    Stream<DynamicTest> seed_mutated_isAcceptedOrRefused() {
        return eachSeed("mutated seed", (target, seed) -> {
            long start = System.nanoTime();
            for (long number = start; number < start + MUTATIONS; number++) {
                byte[] mutated = mutated(seed, new Random(number));
                try {
                    FuzzEntry.run(target, mutated);
                } catch (Throwable finding) {
                    throw new AssertionError("Random(" + number + ") makes an input that is a finding", finding);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> knownInput_asItIs_isAcceptedOrRefused() {
        return Stream.of(Parser.values()).flatMap(parser -> {
            FuzzTarget target = parser.target();
            return known(parser).stream()
                    .map(file -> dynamicTest(
                            parser + " " + file.getFileName(), () -> FuzzEntry.run(target, Files.readAllBytes(file))));
        });
    }

    private static Stream<DynamicTest> eachSeed(String name, Check check) {
        return Stream.of(Parser.values()).flatMap(parser -> {
            FuzzTarget target = parser.target();
            List<byte[]> seeds = seeds(target);
            assertFalse(seeds.isEmpty());
            return IntStream.range(0, seeds.size())
                    .mapToObj(i -> dynamicTest(parser + " " + name + " " + i, () -> check.of(target, seeds.get(i))));
        });
    }

    private static List<byte[]> seeds(FuzzTarget target) {
        try {
            return target.seeds();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> known(Parser parser) {
        try (Stream<Path> files = Files.list(FuzzMain.known(parser))) {
            return files.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] mutated = seed.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    private interface Check {
        void of(FuzzTarget target, byte[] seed) throws Exception;
    }
}
