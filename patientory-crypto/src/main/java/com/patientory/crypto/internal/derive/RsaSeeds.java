package com.patientory.crypto.internal.derive;

import com.patientory.crypto.internal.detkeygen.DetKeygen;
import com.patientory.crypto.internal.detkeygen.PrimeSearch;
import com.patientory.crypto.internal.rsa.RsaKeys;
import com.patientory.crypto.internal.secret.Secret;
import java.security.interfaces.RSAPrivateCrtKey;

/**
 * The seeds of a patient's RSA keys from rotation 0 to the present one. None of them leads to the words, the wallet or
 * a later rotation, so an identity may hold them where it could not hold the words.
 */
public final class RsaSeeds implements AutoCloseable {
    private final Secret[] seeds;

    /** Takes over the seeds. */
    RsaSeeds(Secret[] seeds) {
        this.seeds = seeds;
    }

    /** The present rotation, the last that there is a seed for. */
    public int last() {
        return seeds.length - 1;
    }

    /** Searches the primes of a rotation's key. */
    public RSAPrivateCrtKey key(int rotation, PrimeSearch search) {
        return seeds[rotation].use(seed -> DetKeygen.rsa(seed, RsaKeys.BITS, search));
    }

    /** Whether a key is that of a rotation, without searching its primes. */
    public boolean gave(int rotation, RSAPrivateCrtKey key) {
        return key.getModulus().bitLength() == RsaKeys.BITS && seeds[rotation].use(seed -> DetKeygen.isFrom(seed, key));
    }

    @Override
    public void close() {
        for (Secret seed : seeds) {
            seed.erase();
        }
    }
}
