package com.patientory.crypto.internal.eth;

import java.nio.charset.StandardCharsets;

/** EIP-191 version 0x45, the {@code personal_sign} of wallets. */
public final class Eip191 {
    private static final String PREFIX = "\u0019Ethereum Signed Message:\n";

    private Eip191() {}

    /** The digest that a wallet signs for {@code message}. */
    public static byte[] digest(byte[] message) {
        return Keccak.digest((PREFIX + message.length).getBytes(StandardCharsets.US_ASCII), message);
    }
}
