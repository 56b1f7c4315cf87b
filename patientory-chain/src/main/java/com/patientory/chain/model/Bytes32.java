package com.patientory.chain.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Thirty-two immutable bytes; equality includes the concrete type, so an id never equals a digest. */
abstract sealed class Bytes32
        permits FileId, ContentDigest, TransactionHash, GranteeId, Scope, BlindedPatientId, ExchangeId {
    static final int SIZE_BYTES = 32;

    private final byte[] value;

    Bytes32(byte[] value) {
        if (value.length != SIZE_BYTES) {
            throw new IllegalArgumentException("expected " + SIZE_BYTES + " bytes, got " + value.length);
        }
        this.value = value.clone();
    }

    /** Decodes 64 hexadecimal digits, with or without {@code 0x}. */
    static byte[] decode(String text) {
        String digits = text.startsWith("0x") ? text.substring(2) : text;
        if (digits.length() != 2 * SIZE_BYTES) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, got " + digits.length());
        }
        return HexFormat.of().parseHex(digits);
    }

    /**
     * Returns a copy of the 32 bytes.
     *
     * @return a fresh array
     */
    public final byte[] bytes() {
        return value.clone();
    }

    /** Tells whether all bytes are zero, which stands for nothing on the chain. */
    final boolean isZero() {
        for (byte b : value) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Writes the 32 bytes without a copy in between. */
    final void writeTo(ByteBuffer target) {
        target.put(value);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Bytes32 that && getClass() == that.getClass() && Arrays.equals(value, that.value);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Returns {@code 0x} and 64 lower-case hexadecimal digits. */
    @Override
    public final String toString() {
        return "0x" + HexFormat.of().formatHex(value);
    }
}
