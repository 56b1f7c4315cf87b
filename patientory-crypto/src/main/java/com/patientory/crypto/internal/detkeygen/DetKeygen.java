package com.patientory.crypto.internal.detkeygen;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.bouncycastle.util.BigIntegers;

/**
 * RSA keys from a seed as c2sp.org/det-keygen prescribes: the same seed is the same key, on every platform, for ever.
 *
 * <p>A seeded SecureRandom handed to a library's generator promises nothing of the kind.
 */
public final class DetKeygen {
    private static final BigInteger E = BigInteger.valueOf(65537);
    private static final int MIN_BITS = 2048;
    private static final int MIN_SEED_BYTES = 16;
    private static final int MAX_RATIO_BITS = 32;
    /** One candidate in about 530 is prime: no stream in 10^24 has fewer than two primes among so many. */
    private static final int MAX_WALK = 1 << 15;

    private DetKeygen() {}

    /** Generates a key of {@code bits}, a multiple of 16 from 2048 on, from at least 16 bytes. */
    public static RSAPrivateCrtKey rsa(byte[] seed, int bits, PrimeSearch search) {
        if (bits < MIN_BITS || bits % 16 != 0 || seed.length < MIN_SEED_BYTES) {
            throw new IllegalArgumentException("No key of " + bits + " bits from " + seed.length + " bytes of seed");
        }
        PrimeStream primes = new PrimeStream(new CandidateStream(seed, bits), search);
        while (true) {
            BigInteger p = primes.next();
            BigInteger q = primes.next();
            BigInteger p1 = p.subtract(BigInteger.ONE);
            BigInteger q1 = q.subtract(BigInteger.ONE);
            BigInteger ratio = p1.gcd(q1);
            BigInteger lambda = p1.multiply(q1).divide(ratio);
            // Either way both primes are rejected and the stream goes on.
            if (ratio.bitLength() <= MAX_RATIO_BITS && lambda.gcd(E).equals(BigInteger.ONE)) {
                return key(p, q, E.modInverse(lambda));
            }
        }
    }

    /**
     * Whether a key has its primes from this seed: it finds them in the stream of candidates without testing any, in
     * some ten milliseconds instead of a second. That no earlier candidate is prime is not checked: who could choose
     * another one has the seed.
     */
    public static boolean isFrom(byte[] seed, RSAPrivateCrtKey key) {
        int bits = key.getModulus().bitLength();
        if (bits % 16 != 0) {
            return false;
        }
        CandidateStream candidates = new CandidateStream(seed, bits);
        byte[] p = BigIntegers.asUnsignedByteArray(bits / 16, key.getPrimeP());
        byte[] q = BigIntegers.asUnsignedByteArray(bits / 16, key.getPrimeQ());
        boolean foundP = false;
        for (int i = 0; i < MAX_WALK; i++) {
            byte[] candidate = candidates.next();
            if (foundP && MessageDigest.isEqual(candidate, q)) {
                return true;
            }
            foundP |= MessageDigest.isEqual(candidate, p);
        }
        return false;
    }

    private static RSAPrivateCrtKey key(BigInteger p, BigInteger q, BigInteger d) {
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            p.multiply(q),
                            E,
                            d,
                            p,
                            q,
                            d.mod(p.subtract(BigInteger.ONE)),
                            d.mod(q.subtract(BigInteger.ONE)),
                            q.modInverse(p)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform refuses a key of this size", e);
        }
    }
}
