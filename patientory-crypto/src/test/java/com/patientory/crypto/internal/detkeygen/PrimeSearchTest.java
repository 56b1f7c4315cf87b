package com.patientory.crypto.internal.detkeygen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PrimeSearchTest {
    private static final int BITS = 2048;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(15);

    @AfterAll
    static void close() {
        POOL.shutdownNow();
    }

    private static void ignore(long tested) {
        // Not of interest here.
    }

    private static byte[] seed(long number) {
        byte[] seed = new byte[32];
        new Random(number).nextBytes(seed);
        return seed;
    }

    private static RSAPrivateCrtKey key(byte[] seed, Executor helpers, int threads) {
        return DetKeygen.rsa(seed, BITS, PrimeSearch.of(helpers, threads, PrimeSearchTest::ignore));
    }

    @Test
    void rsa_anyNumberOfThreads_isTheSameKey() {
        for (long number = 1; number <= 4; number++) {
            byte[] one = key(seed(number), POOL, 1).getEncoded();
            assertArrayEquals(one, key(seed(number), POOL, 2).getEncoded(), "seed " + number);
            assertArrayEquals(one, key(seed(number), POOL, 16).getEncoded(), "seed " + number);
        }
    }

    @Test
    void rsa_helpersThatRefuseOrNeverCome_isTheSameKey() {
        byte[] one = key(seed(1), POOL, 1).getEncoded();
        Executor refusing = task -> {
            throw new RejectedExecutionException();
        };
        assertArrayEquals(one, key(seed(1), refusing, 4).getEncoded());
        Executor exhausted = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        assertArrayEquals(one, key(seed(1), exhausted, 4).getEncoded());
        List<Runnable> late = new ArrayList<>();
        assertArrayEquals(one, key(seed(1), late::add, 4).getEncoded());
        late.forEach(Runnable::run);
    }

    @Test
    void rsa_interrupted_isCancelledWithTheFlagSet() {
        LongConsumer interrupter = tested -> Thread.currentThread().interrupt();
        assertThrows(
                CancellationException.class,
                () -> DetKeygen.rsa(
                        seed(1), BITS, PrimeSearch.of(POOL, 2, interrupter).with(candidate -> false)));
        assertTrue(Thread.interrupted(), "the flag stays set");
    }

    @Test
    void rsa_listenerThrows_endsWithTheSame() {
        CancellationException cancel = new CancellationException("enough");
        List<Long> heard = new ArrayList<>();
        PrimeSearch search = PrimeSearch.of(POOL, 2, tested -> {
            heard.add(tested);
            if (heard.size() == 3) {
                throw cancel;
            }
        });
        PrimeSearch hopeless = search.with(candidate -> false);
        assertSame(cancel, assertThrows(CancellationException.class, () -> DetKeygen.rsa(seed(1), BITS, hopeless)));
        assertEquals(List.of(8L, 16L, 24L), heard);
    }

    /** A prime that got lost would mean another key, and lost records: any failure must end the search. */
    @Test
    void rsa_testFailsOnAHelper_neverGivesAnotherKey() {
        Thread caller = Thread.currentThread();
        PrimeSearch search = PrimeSearch.of(POOL, 16, PrimeSearchTest::ignore).with(candidate -> {
            if (Thread.currentThread() != caller) {
                throw new OutOfMemoryError("as on a phone");
            }
            return candidate.isProbablePrime(64);
        });
        IllegalStateException error =
                assertThrows(IllegalStateException.class, () -> DetKeygen.rsa(seed(1), BITS, search));
        assertEquals("as on a phone", error.getCause().getMessage());
    }

    @Test
    void isFrom_ownAndOtherSeeds_tellsThem() {
        RSAPrivateCrtKey key = key(seed(1), POOL, 2);
        assertTrue(DetKeygen.isFrom(seed(1), key));
        assertFalse(DetKeygen.isFrom(seed(2), key));
    }

    /** The same modulus and name, and yet not what the words alone restore. */
    @Test
    void isFrom_primesInTheOtherOrder_isRefused() throws GeneralSecurityException {
        RSAPrivateCrtKey key = key(seed(1), POOL, 2);
        RSAPrivateCrtKeySpec turned = new RSAPrivateCrtKeySpec(
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrimeQ(),
                key.getPrimeP(),
                key.getPrimeExponentQ(),
                key.getPrimeExponentP(),
                key.getPrimeP().modInverse(key.getPrimeQ()));
        assertFalse(DetKeygen.isFrom(
                seed(1), (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(turned)));
    }

    @Test
    void primesOf_manyThreads_keepsTheOrder() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 2; i < 300; i++) {
            numbers.add(BigInteger.valueOf(i));
        }
        List<BigInteger> primes =
                PrimeSearch.of(POOL, 16, PrimeSearchTest::ignore).primesOf(numbers);
        assertEquals(PrimeSearch.of(POOL, 1, PrimeSearchTest::ignore).primesOf(numbers), primes);
        assertEquals(62, primes.size());
    }
}
