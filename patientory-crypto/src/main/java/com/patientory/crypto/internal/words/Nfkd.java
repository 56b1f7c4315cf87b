package com.patientory.crypto.internal.words;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** The normal form that BIP-39 prescribes for words and passphrases. */
public final class Nfkd {
    private Nfkd() {}

    public static String of(CharSequence text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    public static byte[] utf8(CharSequence text) {
        return of(text).getBytes(StandardCharsets.UTF_8);
    }
}
