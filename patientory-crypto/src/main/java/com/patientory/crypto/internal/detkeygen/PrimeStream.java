package com.patientory.crypto.internal.detkeygen;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The primes of one stream of candidates, in order.
 *
 * <p>The stream does not depend on how a candidate was tested, so several are tested at a time and surplus primes are
 * kept: any sound primality test, on any number of threads, gives the same primes.
 */
final class PrimeStream {
    private final CandidateStream candidates;
    private final PrimeSearch search;
    private final Queue<BigInteger> primes = new ArrayDeque<>();

    PrimeStream(CandidateStream candidates, PrimeSearch search) {
        this.candidates = candidates;
        this.search = search;
    }

    BigInteger next() {
        while (primes.isEmpty()) {
            primes.addAll(search.primesOf(batch()));
        }
        return primes.remove();
    }

    /** Candidates without a small factor. */
    private List<BigInteger> batch() {
        List<BigInteger> batch = new ArrayList<>();
        while (batch.size() < search.batchSize()) {
            byte[] bytes = candidates.next();
            if (!SmallPrimes.divideAny(bytes)) {
                batch.add(new BigInteger(1, bytes));
            }
        }
        return batch;
    }
}
