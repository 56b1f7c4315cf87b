package com.patientory.ehr;

import java.security.SecureRandom;

/**
 * The secret of a ledger: without it, nobody can tell whose records it lists. Lose it, and the next run starts anew.
 */
public final class LedgerKey {
    /** The size of a key. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    private LedgerKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Wraps a key kept elsewhere.
     *
     * @param bytes 32 bytes, copied
     * @return the key
     */
    public static LedgerKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("ledger key of " + bytes.length + " bytes, must be " + BYTES);
        }
        return new LedgerKey(bytes.clone());
    }

    /**
     * Makes a new key.
     *
     * @param random the source of randomness
     * @return the key
     */
    public static LedgerKey generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LedgerKey(bytes);
    }

    /**
     * Gives a copy of the secret, to be kept safe by the caller.
     *
     * @return 32 bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "LedgerKey[***]";
    }
}
