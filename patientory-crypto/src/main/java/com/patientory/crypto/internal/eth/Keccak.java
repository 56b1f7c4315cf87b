package com.patientory.crypto.internal.eth;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum uses it: the original padding, not that of FIPS 202. */
public final class Keccak {
    private static final int BITS = 256;

    private Keccak() {}

    public static byte[] digest(byte[]... parts) {
        KeccakDigest keccak = new KeccakDigest(BITS);
        for (byte[] part : parts) {
            keccak.update(part, 0, part.length);
        }
        byte[] out = new byte[BITS / Byte.SIZE];
        keccak.doFinal(out, 0);
        return out;
    }
}
