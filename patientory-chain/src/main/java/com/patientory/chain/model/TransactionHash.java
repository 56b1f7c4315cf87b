package com.patientory.chain.model;

/**
 * The Keccak-256 hash of a signed transaction: its name on the network (Ethereum Yellow Paper, section 4.2).
 */
public final class TransactionHash extends Bytes32 {
    private TransactionHash(byte[] value) {
        super(value);
    }

    /**
     * Wraps a copy of 32 bytes.
     *
     * @param bytes exactly 32 bytes
     * @return the value
     * @throws IllegalArgumentException when the length is not 32
     */
    public static TransactionHash of(byte[] bytes) {
        return new TransactionHash(bytes);
    }

    /**
     * Reads 64 hexadecimal digits, with or without a leading {@code 0x}.
     *
     * @param text the digits
     * @return the value
     * @throws IllegalArgumentException when the text is anything else
     */
    public static TransactionHash parse(String text) {
        return new TransactionHash(decode(text));
    }
}
