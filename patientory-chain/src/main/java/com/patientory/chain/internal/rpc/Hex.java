package com.patientory.chain.internal.rpc;

import com.patientory.crypto.WalletAddress;
import java.math.BigInteger;
import java.util.HexFormat;

/** Ethereum's hexadecimal forms: data with two digits a byte, quantities without leading zeros. */
public final class Hex {
    private Hex() {}

    /** Encodes bytes as {@code 0x} data. */
    public static String data(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    /** Encodes an address as {@code 0x} data in lower case. */
    public static String data(WalletAddress address) {
        return data(address.bytes());
    }

    /** Decodes {@code 0x} data. */
    public static byte[] bytes(String data) {
        return HexFormat.of().parseHex(data.startsWith("0x") ? data.substring(2) : data);
    }

    /** Encodes a quantity. */
    public static String quantity(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** Decodes a quantity of at most 63 bits; throws a runtime exception for anything else. */
    public static long number(String quantity) {
        if (!quantity.startsWith("0x")) {
            throw new IllegalArgumentException("a quantity begins with 0x");
        }
        return new BigInteger(quantity.substring(2), 16).longValueExact();
    }
}
