package com.patientory.chain.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a grant allows, one bit each on the chain.
 *
 * <p>The chain gives permission, not decryption: a grantee with {@link #READ} can open a file only once its header is
 * also wrapped to the grantee's key.
 */
public enum Capability {
    /** May read: bit 1. */
    READ(1),
    /** May store new files: bit 2. */
    SUBMIT(2),
    /** May pass a part of the own grant on: bit 4. */
    FORWARD(4),
    /** May ring the owner's doorbell: bit 8. */
    NOTIFY(8);

    private static final int ALL_BITS = 15;

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /**
     * Encodes a set as bits.
     *
     * @param capabilities any set
     * @return the sum of their bits, 0 to 15
     */
    public static int toBits(Set<Capability> capabilities) {
        return capabilities.stream().mapToInt(c -> c.bit).sum();
    }

    /**
     * Decodes bits into a set.
     *
     * @param bits 0 to 15
     * @return the set, in the order of the bits
     * @throws IllegalArgumentException when an unknown bit is set
     */
    public static Set<Capability> fromBits(int bits) {
        if ((bits & ~ALL_BITS) != 0) {
            throw new IllegalArgumentException("capability bits must be within 0..15, got " + bits);
        }
        Set<Capability> set = EnumSet.noneOf(Capability.class);
        for (Capability c : values()) {
            if ((bits & c.bit) != 0) {
                set.add(c);
            }
        }
        return set;
    }
}
