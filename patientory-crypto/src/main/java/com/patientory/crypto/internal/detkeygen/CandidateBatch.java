package com.patientory.crypto.internal.detkeygen;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Candidates that any number of threads test. Each thread takes the next one that nobody has. */
final class CandidateBatch implements Runnable {
    private final List<BigInteger> candidates;
    private final Predicate<BigInteger> primality;
    private final boolean[] prime;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch untested;
    private volatile @Nullable Throwable failure;

    CandidateBatch(List<BigInteger> candidates, Predicate<BigInteger> primality) {
        this.candidates = candidates;
        this.primality = primality;
        this.prime = new boolean[candidates.size()];
        this.untested = new CountDownLatch(candidates.size());
    }

    @Override
    public void run() {
        for (int i = next.getAndIncrement(); i < prime.length; i = next.getAndIncrement()) {
            try {
                prime[i] = primality.test(candidates.get(i));
            } catch (RuntimeException | Error e) {
                // A prime that is lost to a failure would mean another key.
                failure = e;
            } finally {
                untested.countDown();
            }
        }
    }

    /** Works too, waits for the others, and gives the primes; all or none. */
    List<BigInteger> finish() throws InterruptedException {
        run();
        untested.await();
        if (failure != null) {
            throw new IllegalStateException("A candidate could not be tested", failure);
        }
        List<BigInteger> primes = new ArrayList<>();
        for (int i = 0; i < prime.length; i++) {
            if (prime[i]) {
                primes.add(candidates.get(i));
            }
        }
        return primes;
    }
}
