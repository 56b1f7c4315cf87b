package com.patientory.crypto.internal.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The textual form of a DER structure (RFC 7468), lines of 64 characters. */
public final class Pem {
    private static final int LINE_CHARS = 64;
    private static final byte[] NEW_LINE = {'\n'};

    private Pem() {}

    /** A SubjectPublicKeyInfo. */
    public static String ofPublicKey(byte[] der) {
        return encode("PUBLIC KEY", der);
    }

    /** A PKCS#8 structure, which is erased; the text cannot be. */
    public static String ofPrivateKey(byte[] der) {
        try {
            return encode("PRIVATE KEY", der);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private static String encode(String label, byte[] der) {
        byte[] body = Base64.getMimeEncoder(LINE_CHARS, NEW_LINE).encode(der);
        String text = "-----BEGIN " + label + "-----\n" + new String(body, StandardCharsets.US_ASCII) + "\n-----END "
                + label + "-----\n";
        Arrays.fill(body, (byte) 0);
        return text;
    }
}
