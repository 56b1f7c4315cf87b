package com.patientory.crypto.internal.jose;

import com.patientory.crypto.error.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/** base64url without padding (RFC 7515 section 2), one text for each value: other spellings are refused. */
public final class Base64Url {
    private static final int BITS_PER_CHAR = 6;

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The big-endian form of a positive number without leading zero octets (RFC 7518, Base64urlUInt). */
    public static String encode(BigInteger number) {
        byte[] signed = number.toByteArray();
        boolean signOctet = signed[0] == 0 && signed.length > 1;
        return encode(signOctet ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    /** Decodes; {@code format} names the format and field in errors. */
    public static byte[] decode(String format, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (valueOf(text.charAt(i)) < 0) {
                throw MalformedException.at(format, i, "a character outside base64url");
            }
        }
        int surplusBits = text.length() * BITS_PER_CHAR % Byte.SIZE;
        boolean whole = surplusBits < BITS_PER_CHAR;
        if (!whole
                || (valueOf(text.isEmpty() ? 'A' : text.charAt(text.length() - 1)) & ((1 << surplusBits) - 1)) != 0) {
            throw MalformedException.at(format, text.length(), "base64url of no whole number of octets");
        }
        return Base64.getUrlDecoder().decode(text);
    }

    /** Decodes a value of a bounded length; {@code format} names the format and field in errors. */
    public static byte[] decode(String format, String text, int minBytes, int maxBytes) {
        byte[] bytes = decode(format, text);
        if (bytes.length < minBytes || bytes.length > maxBytes) {
            String bound = minBytes == maxBytes ? "" + minBytes : minBytes + " to " + maxBytes;
            throw MalformedException.of(format, bytes.length + " bytes instead of " + bound);
        }
        return bytes;
    }

    /** Decodes a positive Base64urlUInt; leading zero octets are refused. */
    public static BigInteger decodeNumber(String format, String text) {
        byte[] bytes = decode(format, text);
        if (bytes.length == 0 || bytes[0] == 0) {
            throw MalformedException.of(format, "not a positive number without leading zeros");
        }
        return new BigInteger(1, bytes);
    }

    private static int valueOf(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }
}
