package com.patientory.crypto.internal.io;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The textual form of a DER structure (RFC 7468), lines of 64 characters. */
public final class Pem {
    private static final int LINE_CHARS = 64;
    private static final byte[] NEW_LINE = {'\n'};

    private Pem() {}

    public static String encode(String label, byte[] der) {
        byte[] body = Base64.getMimeEncoder(LINE_CHARS, NEW_LINE).encode(der);
        return "-----BEGIN " + label + "-----\n" + new String(body, StandardCharsets.US_ASCII) + "\n-----END " + label
                + "-----\n";
    }
}
