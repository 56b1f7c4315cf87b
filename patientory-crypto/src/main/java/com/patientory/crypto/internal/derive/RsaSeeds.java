package com.patientory.crypto.internal.derive;

import com.patientory.crypto.internal.detkeygen.DetKeygen;
import com.patientory.crypto.internal.detkeygen.PrimeSearch;
import com.patientory.crypto.internal.rsa.RsaKeys;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;

/**
 * The seeds of a patient's RSA keys from rotation 0 to the present one. None of them leads to the words, the wallet or
 * a later rotation, so an identity may hold them where it could not hold the words.
 */
public final class RsaSeeds implements AutoCloseable {
    private final byte[][] seeds;
    private boolean closed;

    /** Takes over the seeds. */
    RsaSeeds(byte[][] seeds) {
        this.seeds = seeds;
    }

    /** The present rotation, the last that there is a seed for. */
    public int last() {
        return seeds.length - 1;
    }

    /** Searches the primes of a rotation's key. */
    public RSAPrivateCrtKey key(int rotation, PrimeSearch search) {
        byte[] seed = seed(rotation);
        try {
            return DetKeygen.rsa(seed, RsaKeys.BITS, search);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Whether a key is that of a rotation, without searching its primes. */
    public boolean gave(int rotation, RSAPrivateCrtKey key) {
        byte[] seed = seed(rotation);
        try {
            return key.getModulus().bitLength() == RsaKeys.BITS && DetKeygen.isFrom(seed, key);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** A copy, so that closing in the meantime cannot turn a key into another one. */
    private byte[] seed(int rotation) {
        synchronized (seeds) {
            if (closed) {
                throw new IllegalStateException("The identity is closed");
            }
            return seeds[rotation].clone();
        }
    }

    @Override
    public void close() {
        synchronized (seeds) {
            closed = true;
            for (byte[] seed : seeds) {
                Arrays.fill(seed, (byte) 0);
            }
        }
    }
}
