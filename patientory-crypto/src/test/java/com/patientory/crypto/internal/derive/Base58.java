package com.patientory.crypto.internal.derive;

import java.math.BigInteger;
import java.util.Arrays;

/** Takes the published xprv apart; its own checksum is not what is tested. */
final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int XPRV_BYTES = 82;

    private Base58() {}

    /** 4 version, 1 depth, 4 fingerprint, 4 child, 32 chain code, 1 zero, 32 key, 4 checksum. */
    static byte[] xprv(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(ALPHABET.indexOf(text.charAt(i))));
        }
        byte[] bytes = number.toByteArray();
        if (bytes.length != XPRV_BYTES) {
            throw new IllegalArgumentException("Not an xprv: " + bytes.length + " bytes");
        }
        return bytes;
    }

    static byte[] chainCode(byte[] xprv) {
        return Arrays.copyOfRange(xprv, 13, 45);
    }

    static byte[] scalar(byte[] xprv) {
        return Arrays.copyOfRange(xprv, 46, 78);
    }
}
