package com.patientory.crypto.internal.floe;

import java.nio.ByteBuffer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** How fast a provider encrypts segments the way files are: a few milliseconds, the best of several rounds. */
final class Race {
    private static final int ROUNDS = 8;
    private static final int SEGMENTS = 16;

    private Race() {}

    static long nanos(AesGcm gcm) {
        SecretKey key = new SecretKeySpec(new byte[FloeSession.KEY_BYTES], "AES");
        ByteBuffer in = ByteBuffer.allocateDirect(FloeParameters.STANDARD.plaintextBytes());
        ByteBuffer out = ByteBuffer.allocateDirect(FloeParameters.STANDARD.segmentBytes());
        byte[] iv = new byte[FloeParameters.SEGMENT_IV_BYTES];
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int segment = 0; segment < SEGMENTS; segment++) {
                // The provider refuses a nonce twice in a row.
                ByteBuffer.wrap(iv).putInt(round * SEGMENTS + segment + 1);
                gcm.encrypt(key, iv, iv, in.duplicate(), out.duplicate());
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
