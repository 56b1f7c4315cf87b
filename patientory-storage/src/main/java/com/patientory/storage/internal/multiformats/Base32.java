package com.patientory.storage.internal.multiformats;

import java.util.Arrays;

/** RFC 4648 base32, lower case, without padding: multibase prefix {@code b}. */
public final class Base32 {
    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length; i++) {
            VALUES[ALPHABET[i]] = (byte) i;
        }
    }

    private Base32() {}

    /** Appends the encoding of {@code bytes} to {@code out}. */
    public static void encode(byte[] bytes, StringBuilder out) {
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = ((buffer << 8) | (b & 0xff)) & 0xffff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(ALPHABET[(buffer >> bits) & 31]);
            }
        }
        if (bits > 0) {
            out.append(ALPHABET[(buffer << (5 - bits)) & 31]);
        }
    }

    /** Decodes {@code text} from {@code start} on; refuses other characters, impossible lengths and set tail bits. */
    public static byte[] decode(CharSequence text, int start) throws EncodingException {
        int symbols = text.length() - start;
        byte[] out = new byte[symbols * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int written = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                throw new EncodingException(i, "not a lower-case base32 character");
            }
            buffer = ((buffer << 5) | value) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[written++] = (byte) (buffer >> bits);
            }
        }
        if (bits >= 5 || (buffer & ((1 << bits) - 1)) != 0) {
            throw new EncodingException(text.length() - 1, "base32 does not end on a whole byte");
        }
        return out;
    }
}
