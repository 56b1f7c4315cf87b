package com.patientory.crypto.internal.detkeygen;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * How candidates are tested: by the calling thread and a few helpers.
 *
 * <p>The caller always works too, so helpers that are busy or refused cost speed, never progress. It ends with a
 * {@link CancellationException} when the calling thread is interrupted, whose flag stays set, or with what the listener
 * throws; a helper may then still finish the one candidate that it has.
 */
public final class PrimeSearch {
    /** The platform adds a Lucas test to its Miller-Rabin rounds; candidates are random, not chosen by an enemy. */
    private static final int CERTAINTY = 128;
    /** Tests for each thread between two looks at the listener; surplus ones are wasted once both primes are found. */
    private static final int TESTS_PER_THREAD = 4;

    private final Executor helpers;
    private final int threads;
    private final LongConsumer listener;
    private final Predicate<BigInteger> primality;
    private long tested;

    private PrimeSearch(Executor helpers, int threads, LongConsumer listener, Predicate<BigInteger> primality) {
        this.helpers = helpers;
        this.threads = threads;
        this.listener = listener;
        this.primality = primality;
    }

    /** {@code threads} counts the caller; the listener hears on the calling thread how many candidates were tested. */
    public static PrimeSearch of(Executor helpers, int threads, LongConsumer listener) {
        return new PrimeSearch(helpers, threads, listener, candidate -> candidate.isProbablePrime(CERTAINTY));
    }

    /** The same with another test, to let it fail. */
    PrimeSearch with(Predicate<BigInteger> other) {
        return new PrimeSearch(helpers, threads, listener, other);
    }

    int batchSize() {
        return TESTS_PER_THREAD * threads;
    }

    /** The primes among candidates, in their order. */
    List<BigInteger> primesOf(List<BigInteger> candidates) {
        CandidateBatch batch = new CandidateBatch(candidates, primality);
        try {
            for (int helper = 1; helper < threads; helper++) {
                helpers.execute(batch);
            }
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // No thread to be had is an OutOfMemoryError too. The threads that there are do the work.
        }
        try {
            List<BigInteger> primes = batch.finish();
            tested += candidates.size();
            listener.accept(tested);
            return primes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The search for primes was interrupted");
        }
    }
}
