package com.patientory.storage.internal.multiformats;

import java.math.BigInteger;

/** base58btc, read only: the text of a CIDv0. */
public final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger RADIX = BigInteger.valueOf(58);

    private Base58() {}

    /** Decodes text that must stand for exactly {@code lengthBytes} bytes and must not begin with a zero byte. */
    public static byte[] decode(CharSequence text, int lengthBytes) throws EncodingException {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw new EncodingException(i, "not a base58btc character");
            }
            number = number.multiply(RADIX).add(BigInteger.valueOf(value));
        }
        if ((number.bitLength() + 7) / 8 != lengthBytes) {
            throw new EncodingException(text.length(), "not " + lengthBytes + " bytes in base58btc");
        }
        byte[] signed = number.toByteArray();
        byte[] out = new byte[lengthBytes];
        System.arraycopy(signed, signed.length - lengthBytes, out, 0, lengthBytes);
        return out;
    }
}
