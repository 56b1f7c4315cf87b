package com.patientory.crypto.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.internal.words.EnglishWords;
import java.util.Arrays;
import java.util.List;

/**
 * What parses is twelve words in their normal form, and parses to itself.
 *
 * <p>In parts: 16 bytes of entropy, whose words must parse, and pairs of (place, character) that overwrite letters.
 */
final class MnemonicFuzz implements FuzzTarget {
    private static final int ENTROPY_BYTES = 16;

    @Override
    public List<byte[]> seeds() {
        String junk = Samples.WORDS;
        return List.of(
                junk.getBytes(UTF_8),
                ("  " + junk.toUpperCase(java.util.Locale.ROOT).replace(" ", " \u3000\t") + "\n").getBytes(UTF_8),
                junk.replace("test", "\uff54\uff45\uff53\uff54").getBytes(UTF_8),
                Parts.join(new byte[ENTROPY_BYTES]));
    }

    @Override
    public void accept(byte[] input) {
        String typed = Parts.of(input, 1).map(parts -> edited(parts.get(0))).orElseGet(() -> new String(input, UTF_8));
        try (Mnemonic words = Mnemonic.parse(typed)) {
            String sentence = String.valueOf(words.revealSentence());
            assertTrue(sentence.matches("[a-z]{3,8}( [a-z]{3,8}){11}"), "not twelve plain words");
            try (Mnemonic again = Mnemonic.parse(sentence)) {
                assertEquals(sentence, String.valueOf(again.revealSentence()));
            }
        }
    }

    private static String edited(byte[] input) {
        StringBuilder sentence =
                new StringBuilder(String.join(" ", EnglishWords.of(Arrays.copyOf(input, ENTROPY_BYTES))));
        try (Mnemonic valid = Mnemonic.parse(sentence)) {
            assertEquals(sentence.toString(), String.valueOf(valid.revealSentence()));
        }
        for (int i = ENTROPY_BYTES; i + 1 < input.length; i += 2) {
            sentence.setCharAt((input[i] & 0xff) % sentence.length(), (char) (input[i + 1] & 0xff));
        }
        return sentence.toString();
    }
}
