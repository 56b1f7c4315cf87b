package com.patientory.crypto.internal.words;

import com.patientory.crypto.error.MnemonicException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bitcoinj.crypto.MnemonicCode;

/**
 * The only place that knows bitcoinj.
 *
 * <p>Its shared instance can be null on Android, so an own one is made; its exceptions carry a secret word, so none is
 * passed on or kept as a cause; its seed function checks and normalises nothing, so it is not used.
 */
public final class EnglishWords {
    private static final MnemonicCode CODE = load();
    private static final Set<String> LIST = new HashSet<>(CODE.getWordList());

    private EnglishWords() {}

    private static MnemonicCode load() {
        try {
            return new MnemonicCode();
        } catch (IOException e) {
            throw new IllegalStateException("bitcoinj's word list is missing from its jar", e);
        }
    }

    /** The words for 16 bytes of entropy: twelve. */
    public static List<String> of(byte[] entropy) {
        return CODE.toMnemonic(entropy);
    }

    /** Refuses words that are not in the list, then a wrong checksum. */
    public static void check(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (!LIST.contains(words.get(i))) {
                throw new MnemonicException.UnknownWord(i + 1);
            }
        }
        if (!checksumHolds(words)) {
            throw new MnemonicException.Checksum();
        }
    }

    private static boolean checksumHolds(List<String> words) {
        try {
            Arrays.fill(CODE.toEntropy(words), (byte) 0);
            return true;
        } catch (org.bitcoinj.crypto.MnemonicException e) {
            return false;
        }
    }
}
