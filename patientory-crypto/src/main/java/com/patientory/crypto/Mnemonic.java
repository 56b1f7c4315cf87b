package com.patientory.crypto;

import com.patientory.crypto.error.MnemonicException;
import com.patientory.crypto.internal.secret.Randomness;
import com.patientory.crypto.internal.words.EnglishWords;
import com.patientory.crypto.internal.words.Nfkd;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The patient's twelve words (BIP-39, English, 128 bits): the one secret from which all of his keys follow.
 *
 * <p>The same words import into any Ethereum wallet. Words that a person made up are refused by their checksum fifteen
 * times out of sixteen, and must not be offered as a choice. {@link #close()} erases the sentence; strings that the
 * caller read it from, or that the word list made on the way, are beyond its reach.
 */
public final class Mnemonic implements AutoCloseable {
    /** The number of words. */
    public static final int WORDS = 12;

    private static final int ENTROPY_BYTES = 16;
    private static final int MAX_CHARS = 1024;

    private final char[] sentence;
    private boolean closed;

    private Mnemonic(List<String> words) {
        this.sentence = String.join(" ", words).toCharArray();
    }

    /**
     * New words from the platform's {@link SecureRandom}.
     *
     * @return twelve words
     */
    public static Mnemonic generate() {
        return generate(Randomness.platform());
    }

    /**
     * New words.
     *
     * @param random where the 128 bits come from
     * @return twelve words
     */
    public static Mnemonic generate(SecureRandom random) {
        byte[] entropy = new byte[ENTROPY_BYTES];
        random.nextBytes(entropy);
        try {
            return new Mnemonic(EnglishWords.of(entropy));
        } finally {
            Arrays.fill(entropy, (byte) 0);
        }
    }

    /**
     * Reads words as a person types them: any white space around and between, any case, any Unicode form.
     *
     * @param words twelve words, at most 1,024 characters
     * @return the same words in BIP-39's form
     * @throws MnemonicException.TooLong if there are more characters
     * @throws MnemonicException.WordCount if there are not twelve
     * @throws MnemonicException.UnknownWord if one is not in the English list; it names the place, never the word
     * @throws MnemonicException.Checksum if the words are all in the list and do not fit together
     */
    public static Mnemonic parse(CharSequence words) {
        // Unicode's normal forms take time in the square of a run of combining marks: 5 s for 80,000.
        if (words.length() > MAX_CHARS) {
            throw new MnemonicException.TooLong(words.length(), MAX_CHARS);
        }
        String normal = Nfkd.of(words).toLowerCase(Locale.ROOT).trim();
        List<String> list = Arrays.asList(normal.split("\\s+"));
        int count = normal.isEmpty() ? 0 : list.size();
        if (count != WORDS) {
            throw new MnemonicException.WordCount(count, WORDS);
        }
        EnglishWords.check(list);
        return new Mnemonic(list);
    }

    /**
     * Reveals the words, for the patient to write down. Nothing else needs them in the clear.
     *
     * @return a copy of the words with one space between; the caller erases it
     * @throws IllegalStateException if the mnemonic is closed
     */
    public char[] revealSentence() {
        synchronized (sentence) {
            if (closed) {
                throw new IllegalStateException("The mnemonic is closed");
            }
            return sentence.clone();
        }
    }

    /** The sentence as octets: the password of BIP-39 and of the sealed keys. The caller erases it. */
    byte[] secret() {
        char[] copy = revealSentence();
        byte[] ascii = new byte[copy.length];
        for (int i = 0; i < copy.length; i++) {
            ascii[i] = (byte) copy[i];
        }
        Arrays.fill(copy, '\0');
        return ascii;
    }

    /** Erases the words. Closing twice does nothing. */
    @Override
    public void close() {
        synchronized (sentence) {
            closed = true;
            Arrays.fill(sentence, '\0');
        }
    }

    /**
     * Says that there are twelve words, not which.
     *
     * @return a text without the words
     */
    @Override
    public String toString() {
        return "Mnemonic[" + WORDS + " words]";
    }
}
