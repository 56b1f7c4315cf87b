package com.patientory.crypto.internal.detkeygen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The candidates of one seed, in order: half as long as the modulus, the two highest and three lowest bits set. */
final class CandidateStream {
    private static final byte[] PERSONALIZATION = "det RSA key gen".getBytes(StandardCharsets.US_ASCII);

    private final HmacDrbg drbg;
    private final int primeBytes;

    CandidateStream(byte[] seed, int bits) {
        ByteBuffer personalization = ByteBuffer.allocate(PERSONALIZATION.length + Short.BYTES);
        personalization.put(PERSONALIZATION).putShort((short) bits);
        this.drbg = new HmacDrbg(seed, personalization.array());
        this.primeBytes = bits / 16;
    }

    /** The next candidate, big-endian. */
    byte[] next() {
        byte[] bytes = drbg.next(primeBytes);
        bytes[0] |= (byte) 0b1100_0000;
        bytes[primeBytes - 1] |= 0b0000_0111;
        return bytes;
    }
}
