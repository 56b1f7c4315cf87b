package com.patientory.crypto.internal.derive;

import static com.patientory.crypto.internal.derive.Bip32Key.HARDENED;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** BIP-85: entropy for another application that does not lead back to the words. */
public final class Bip85 {
    private static final byte[] HMAC_KEY = "bip-entropy-from-k".getBytes(StandardCharsets.US_ASCII);
    private static final int PURPOSE = 83696968;
    private static final int HEX = 128169;

    private Bip85() {}

    /** 64 bytes for a key that was derived below the purpose of BIP-85; the caller erases them. */
    public static byte[] entropy(Bip32Key derived) {
        byte[] scalar = derived.scalar();
        byte[] entropy = Hmac.sha512(HMAC_KEY).doFinal(scalar);
        Arrays.fill(scalar, (byte) 0);
        return entropy;
    }

    /** The HEX application: {@code lengthBytes} bytes at {@code m/83696968'/128169'/lengthBytes'/index'}. */
    public static byte[] hex(Bip32Key root, int lengthBytes, int index) {
        try (Bip32Key derived =
                root.derive(HARDENED | PURPOSE, HARDENED | HEX, HARDENED | lengthBytes, HARDENED | index)) {
            byte[] entropy = entropy(derived);
            byte[] cut = Arrays.copyOf(entropy, lengthBytes);
            Arrays.fill(entropy, (byte) 0);
            return cut;
        }
    }
}
