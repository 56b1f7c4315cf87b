package com.patientory.crypto;

import com.patientory.crypto.internal.eth.Eip55;
import java.util.Arrays;

/** The address of an Ethereum account or contract: 20 bytes, printed with its EIP-55 checksum. */
public final class WalletAddress {
    /** The length of an address. */
    public static final int LENGTH_BYTES = 20;

    private final byte[] bytes;

    private WalletAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * An address from its bytes.
     *
     * @param bytes 20 bytes; they are copied
     * @return the address
     * @throws IllegalArgumentException if there are not 20 bytes
     */
    public static WalletAddress of(byte[] bytes) {
        if (bytes.length != LENGTH_BYTES) {
            throw new IllegalArgumentException("An address has " + LENGTH_BYTES + " bytes, not " + bytes.length);
        }
        return new WalletAddress(bytes.clone());
    }

    /**
     * Reads {@code 0x} and 40 hexadecimal digits.
     *
     * <p>Digits of mixed case must be right by EIP-55. Digits all in lower or all in upper case carry no checksum and
     * are accepted, so a slip of the pen in them goes unnoticed.
     *
     * @param text the address
     * @return the address
     * @throws com.patientory.crypto.error.MalformedException if the text is no address or its checksum is wrong
     */
    public static WalletAddress parse(String text) {
        return new WalletAddress(Eip55.decode(text));
    }

    /** The address of an uncompressed public point. */
    static WalletAddress ofPoint(byte[] point) {
        return new WalletAddress(Eip55.addressOf(point));
    }

    /**
     * The address's bytes.
     *
     * @return a copy of the 20 bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WalletAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /**
     * The address as wallets show it.
     *
     * @return {@code 0x} and 40 digits whose case is the EIP-55 checksum
     */
    @Override
    public String toString() {
        return Eip55.encode(bytes);
    }
}
