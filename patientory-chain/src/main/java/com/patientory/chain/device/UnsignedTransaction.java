package com.patientory.chain.device;

import java.util.Arrays;

/** A prepared transaction on its way from a server to a device: opaque bytes until {@link DeviceReview} explains them. */
public final class UnsignedTransaction {
    private final byte[] bytes;

    private UnsignedTransaction(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /**
     * Wraps bytes from anywhere; nothing is checked here.
     *
     * @param bytes RLP of an EIP-155 transaction without its signature, supposedly
     * @return the transaction
     */
    public static UnsignedTransaction of(byte[] bytes) {
        return new UnsignedTransaction(bytes);
    }

    /**
     * Returns a copy of the bytes.
     *
     * @return the bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnsignedTransaction that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the size only. */
    @Override
    public String toString() {
        return "UnsignedTransaction[" + bytes.length + " bytes]";
    }
}
