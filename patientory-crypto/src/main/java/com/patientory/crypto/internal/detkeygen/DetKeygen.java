package com.patientory.crypto.internal.detkeygen;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;

/**
 * RSA keys from a seed as c2sp.org/det-keygen prescribes: the same seed is the same key, on every platform, for ever.
 *
 * <p>A seeded SecureRandom handed to a library's generator promises nothing of the kind.
 */
public final class DetKeygen {
    private static final byte[] PERSONALIZATION = "det RSA key gen".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger E = BigInteger.valueOf(65537);
    private static final int MIN_BITS = 2048;
    private static final int MIN_SEED_BYTES = 16;
    private static final int MAX_RATIO_BITS = 32;

    private DetKeygen() {}

    /** Generates a key of {@code bits}, a multiple of 16 from 2048 on, from at least 16 bytes. */
    public static RSAPrivateCrtKey rsa(byte[] seed, int bits) {
        if (bits < MIN_BITS || bits % 16 != 0 || seed.length < MIN_SEED_BYTES) {
            throw new IllegalArgumentException("No key of " + bits + " bits from " + seed.length + " bytes of seed");
        }
        byte[] size = ByteBuffer.allocate(Short.BYTES).putShort((short) bits).array();
        ByteBuffer personalization = ByteBuffer.allocate(PERSONALIZATION.length + size.length);
        personalization.put(PERSONALIZATION).put(size);
        PrimeStream primes = new PrimeStream(new HmacDrbg(seed, personalization.array()), bits / 16);
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
