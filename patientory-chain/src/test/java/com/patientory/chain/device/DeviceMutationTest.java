package com.patientory.chain.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.device.DeviceCalls.Sample;
import com.patientory.chain.internal.tx.RawTransaction;
import com.patientory.chain.internal.tx.Rlp155;
import com.patientory.chain.model.ReviewRefusedException;
import com.patientory.chain.model.ReviewRefusedException.Reason;
import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every call that a device signs: what it says, who may not be named in it, and that nothing is accepted unseen. */
class DeviceMutationTest {
    private static final int ROUNDS = 100_000;
    private static final DeviceReview DEVICE = DeviceParties.device();
    private static final List<Sample> SAMPLES = DeviceCalls.samples();

    private static byte[] unsigned(WalletAddress to, byte[] data, long gas) {
        return Rlp155.unsigned(
                new RawTransaction(DeviceParties.NONCE, BigInteger.ZERO, gas, to, BigInteger.ZERO, data),
                DeviceParties.CHAIN);
    }

    private static ReviewedTransaction review(byte[] bytes) {
        return DEVICE.review(UnsignedTransaction.of(bytes), DeviceParties.NONCE, DeviceParties.REQUEST);
    }

    @TestFactory
    List<DynamicTest> review_ofEachCall_saysItInWords() {
        return SAMPLES.stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.says(),
                        () -> assertEquals(
                                sample.says(),
                                review(unsigned(sample.to(), sample.data(), 100_000))
                                        .intent()
                                        .sentence())))
                .toList();
    }

    @TestFactory
    List<DynamicTest> review_ofEachCallToAnotherContract_isRefused() {
        Set<WalletAddress> contracts = new HashSet<>();
        SAMPLES.forEach(sample -> contracts.add(sample.to()));
        return SAMPLES.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.says(), () -> {
                    for (WalletAddress other : contracts) {
                        if (SAMPLES.stream().noneMatch(s -> s.to().equals(other) && selector(s) == selector(sample))) {
                            ReviewRefusedException e = assertThrows(
                                    ReviewRefusedException.class,
                                    () -> review(unsigned(other, sample.data(), 100_000)));
                            assertEquals(Reason.UNKNOWN_CALL, e.reason());
                        }
                    }
                }))
                .toList();
    }

    private static int selector(Sample sample) {
        return Arrays.hashCode(Arrays.copyOf(sample.data(), 4));
    }

    @TestFactory
    List<DynamicTest> review_ofEachCallThatNamesAStranger_isRefused() {
        return DeviceCalls.withStrangers().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.says(), () -> {
                    ReviewRefusedException e = assertThrows(
                            ReviewRefusedException.class, () -> review(unsigned(sample.to(), sample.data(), 100_000)));
                    assertEquals(sample.says(), e.reason().name());
                }))
                .toList();
    }

    @Test
    void review_of100000Mutations_refusesOrSaysWhatIsSigned() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, String> said = new HashMap<>();
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Sample sample = SAMPLES.get(i % SAMPLES.size());
            byte[] original = unsigned(sample.to(), sample.data(), 100_000);
            byte[] mutant = mutate(original, random);
            ReviewedTransaction reviewed;
            try {
                reviewed = review(mutant);
            } catch (ReviewRefusedException e) {
                continue;
            }
            accepted++;
            String where = "seed " + seed + ", round " + i + ": " + reviewed.sentence();
            RawTransaction raw = Rlp155.parseUnsigned(mutant).transaction();
            WalletAddress to = raw.to().orElseThrow();
            byte[] rebuilt = IntentEncoder.encode(reviewed.intent());
            assertArrayEquals(mutant, unsigned(to, rebuilt, raw.gasLimit()), where);
            // One sentence, one call: what reads the same is the same, whatever the gas.
            String call = to + Arrays.toString(raw.data());
            String before = said.putIfAbsent(reviewed.intent().sentence(), call);
            assertTrue(before == null || before.equals(call), where);
        }
        assertNotEquals(ROUNDS, accepted, "seed " + seed);
        assertTrue(accepted > 0, "seed " + seed);
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] mutant = original.clone();
        int at = random.nextInt(mutant.length);
        switch (random.nextInt(5)) {
            case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutant[at] = (byte) random.nextInt(256);
            case 2 -> mutant = Arrays.copyOf(mutant, random.nextInt(2 * mutant.length));
            case 3 -> {
                int length = random.nextInt(mutant.length - at);
                System.arraycopy(original, random.nextInt(mutant.length - length), mutant, at, length);
            }
            default -> {
                int data = Math.min(mutant.length - 30, 9 * 32);
                mutant[mutant.length - 6 - random.nextInt(data)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return mutant;
    }
}
