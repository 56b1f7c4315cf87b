package com.patientory.crypto.internal.derive;

import com.patientory.crypto.internal.words.Nfkd;
import java.nio.charset.StandardCharsets;

/** The seed of BIP-39: PBKDF2 over the words, 2048 iterations. */
public final class Bip39Seed {
    private static final int ITERATIONS = 2048;
    private static final int LENGTH_BYTES = 64;

    private Bip39Seed() {}

    /** The 64-byte seed of a sentence that is already in NFKD; the caller erases both arrays. */
    public static byte[] of(byte[] nfkdSentence, CharSequence passphrase) {
        byte[] salt = Nfkd.of("mnemonic" + passphrase).getBytes(StandardCharsets.UTF_8);
        return Pbkdf2.hmacSha512(nfkdSentence, salt, ITERATIONS, LENGTH_BYTES);
    }
}
