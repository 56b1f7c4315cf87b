package com.patientory.crypto.internal.eth;

import com.patientory.crypto.error.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** EIP-55: the case of an address's letters is its checksum. */
public final class Eip55 {
    private static final int ADDRESS_BYTES = 20;
    private static final String FORMAT = "wallet address";

    private Eip55() {}

    /** The address of an uncompressed public point of 65 bytes: the last 20 bytes of the Keccak-256 of x and y. */
    public static byte[] addressOf(byte[] point) {
        byte[] hash = Keccak.digest(Arrays.copyOfRange(point, 1, point.length));
        return Arrays.copyOfRange(hash, hash.length - ADDRESS_BYTES, hash.length);
    }

    public static String encode(byte[] address) {
        String lower = Hex.encode(address);
        byte[] hash = Keccak.digest(lower.getBytes(StandardCharsets.US_ASCII));
        StringBuilder out = new StringBuilder("0x");
        for (int i = 0; i < lower.length(); i++) {
            int nibble = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
            out.append(nibble >= 8 ? Character.toUpperCase(lower.charAt(i)) : lower.charAt(i));
        }
        return out.toString();
    }

    /** Reads an address; all lower or all upper case carries no checksum and is accepted, as EIP-55 says. */
    public static byte[] decode(String text) {
        byte[] address = Hex.decodePrefixed(FORMAT, text, ADDRESS_BYTES);
        String digits = text.substring(2);
        boolean oneCase =
                digits.equals(digits.toLowerCase(Locale.ROOT)) || digits.equals(digits.toUpperCase(Locale.ROOT));
        if (!oneCase && !encode(address).equals(text)) {
            throw MalformedException.of(FORMAT, "the EIP-55 checksum is wrong");
        }
        return address;
    }
}
