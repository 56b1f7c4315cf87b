package com.patientory.crypto;

import com.patientory.crypto.internal.eth.Keccak;

/**
 * Keccak-256, Ethereum's hash function.
 *
 * <p>It is the Keccak submission with its original padding, not SHA3-256 of FIPS 202, whose digests differ.
 */
public final class Keccak256 {
    private Keccak256() {}

    /**
     * Hashes the concatenation of the parts.
     *
     * @param parts the parts, in order; none at all is the empty message
     * @return 32 bytes
     */
    public static byte[] digest(byte[]... parts) {
        return Keccak.digest(parts);
    }
}
