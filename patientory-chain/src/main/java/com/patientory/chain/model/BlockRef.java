package com.patientory.chain.model;

/**
 * One block by height and hash.
 *
 * <p>The height alone is not a name: after a reorganisation another block stands at the same height.
 *
 * @param number the height, zero for the genesis block
 * @param hash the 32-byte block hash as {@code 0x} and 64 lower-case hexadecimal digits
 */
public record BlockRef(long number, String hash) {
    /**
     * Checks the height and the form of the hash.
     *
     * @param number the height, zero for the genesis block
     * @param hash the 32-byte block hash as {@code 0x} and 64 lower-case hexadecimal digits
     */
    public BlockRef {
        if (number < 0) {
            throw new IllegalArgumentException("block number must not be negative, got " + number);
        }
        if (!hash.matches("0x[0-9a-f]{64}")) {
            throw new IllegalArgumentException("block hash must be 0x and 64 lower-case digits");
        }
    }

    /** Returns {@code #number}. */
    @Override
    public String toString() {
        return "#" + number;
    }
}
