package com.patientory.crypto.internal.detkeygen;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * The primes of one stream of candidates, in order.
 *
 * <p>The stream does not depend on how a candidate was tested, so candidates are tested several at a time on the common
 * pool, and any sound primality test gives the same key.
 */
final class PrimeStream {
    private static final int BATCH = 16;
    /** The platform adds a Lucas test to its Miller-Rabin rounds; candidates are random, not chosen by an enemy. */
    private static final int CERTAINTY = 128;

    private final HmacDrbg drbg;
    private final int primeBytes;
    private final Queue<BigInteger> primes = new ArrayDeque<>();

    PrimeStream(HmacDrbg drbg, int primeBytes) {
        this.drbg = drbg;
        this.primeBytes = primeBytes;
    }

    BigInteger next() {
        while (primes.isEmpty()) {
            primes.addAll(batch().parallelStream()
                    .filter(candidate -> candidate.isProbablePrime(CERTAINTY))
                    .collect(Collectors.toList()));
        }
        return primes.remove();
    }

    /** Candidates without a small factor. */
    private List<BigInteger> batch() {
        List<BigInteger> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH) {
            byte[] bytes = drbg.next(primeBytes);
            bytes[0] |= (byte) 0b1100_0000;
            bytes[primeBytes - 1] |= 0b0000_0111;
            if (!SmallPrimes.divideAny(bytes)) {
                batch.add(new BigInteger(1, bytes));
            }
        }
        return batch;
    }
}
