package com.patientory.crypto.internal.eth;

import com.patientory.crypto.error.MalformedException;

/** Hexadecimal; java.util.HexFormat is missing on Android. */
public final class Hex {
    private static final String DIGITS = "0123456789abcdef";

    private Hex() {}

    public static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder(2 * bytes.length);
        for (byte b : bytes) {
            out.append(DIGITS.charAt(b >> 4 & 0xf)).append(DIGITS.charAt(b & 0xf));
        }
        return out.toString();
    }

    /** Decodes {@code 0x} and {@code 2 * lengthBytes} digits of either case. */
    public static byte[] decodePrefixed(String format, String text, int lengthBytes) {
        if (text.length() != 2 + 2 * lengthBytes || !text.startsWith("0x")) {
            throw MalformedException.of(format, "not 0x and " + 2 * lengthBytes + " hexadecimal digits");
        }
        byte[] out = new byte[lengthBytes];
        for (int i = 2; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw MalformedException.at(format, i, "not a hexadecimal digit");
            }
            out[i / 2 - 1] = (byte) (out[i / 2 - 1] << 4 | digit);
        }
        return out;
    }
}
