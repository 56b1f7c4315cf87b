package com.patientory.crypto.internal.detkeygen;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Trial division by the odd primes up to 1619, which is all that pays off. */
final class SmallPrimes {
    private static final int LIMIT = 1619;
    private static final int[] PRIMES =
            IntStream.rangeClosed(3, LIMIT).filter(SmallPrimes::isPrime).toArray();
    /** Products of three neighbours, each below 2^32: one long division tests three primes. */
    private static final long[] PRODUCTS = IntStream.range(0, (PRIMES.length + 2) / 3)
            .mapToLong(i -> Arrays.stream(PRIMES, 3 * i, Math.min(3 * i + 3, PRIMES.length))
                    .asLongStream()
                    .reduce(1, (a, b) -> a * b))
            .toArray();

    private SmallPrimes() {}

    private static boolean isPrime(int number) {
        return IntStream.rangeClosed(2, (int) Math.sqrt(number)).noneMatch(divisor -> number % divisor == 0);
    }

    /** Whether a big-endian number, much larger than these primes, is a multiple of one of them. */
    static boolean divideAny(byte[] number) {
        for (int i = 0; i < PRODUCTS.length; i++) {
            long remainder = remainder(number, PRODUCTS[i]);
            for (int j = 3 * i; j < Math.min(3 * i + 3, PRIMES.length); j++) {
                if (remainder % PRIMES[j] == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long remainder(byte[] number, long divisor) {
        ByteBuffer in = ByteBuffer.wrap(number);
        long remainder = 0;
        while (in.remaining() >= Short.BYTES) {
            remainder = ((remainder << Short.SIZE) | (in.getShort() & 0xffff)) % divisor;
        }
        return in.hasRemaining() ? ((remainder << Byte.SIZE) | (in.get() & 0xff)) % divisor : remainder;
    }
}
