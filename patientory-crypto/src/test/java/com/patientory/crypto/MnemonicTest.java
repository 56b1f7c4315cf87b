package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.error.MnemonicException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MnemonicTest {
    static final String JUNK = "test test test test test test test test test test test junk";

    @Test
    void generate_twice_givesTwelveDifferentValidWords() {
        try (Mnemonic one = Mnemonic.generate();
                Mnemonic two = Mnemonic.generate()) {
            String sentence = String.valueOf(one.revealSentence());
            assertEquals(12, sentence.split(" ", -1).length);
            assertEquals(sentence, String.valueOf(Mnemonic.parse(sentence).revealSentence()));
            assertFalse(sentence.equals(String.valueOf(two.revealSentence())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  Test\ttest TEST test\n test test test test test test test  junk \r\n",
                "test\u3000test test test test test test test test test test\u00a0junk",
                "\uff54\uff45\uff53\uff54 test test test test test test test test test test junk"
            })
    void parse_asAPersonTypes_givesTheNormalForm(String typed) {
        assertEquals(JUNK, String.valueOf(Mnemonic.parse(typed).revealSentence()));
    }

    @Test
    void parse_unknownWord_namesThePlaceAndNotTheWord() {
        MnemonicException.UnknownWord error = assertThrows(
                MnemonicException.UnknownWord.class,
                () -> Mnemonic.parse("test test test secretword test test test test test test test junk"));
        assertEquals(4, error.position());
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains("secretword"));
        assertNull(error.getCause());
    }

    @Test
    void parse_wrongChecksum_isItsOwnError() {
        MnemonicException.Checksum error = assertThrows(
                MnemonicException.Checksum.class,
                () -> Mnemonic.parse("test test test test test test test test test test test test"));
        assertNull(error.getCause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "test", JUNK + " test", JUNK + " " + JUNK})
    void parse_otherNumberOfWords_namesBothNumbers(String typed) {
        MnemonicException.WordCount error =
                assertThrows(MnemonicException.WordCount.class, () -> Mnemonic.parse(typed));
        assertEquals(typed.trim().isEmpty() ? 0 : typed.split(" ", -1).length, error.found());
        assertEquals(12, error.expected());
    }

    @Test
    void parse_moreThanAnybodyTypes_isRefusedUnread() {
        String padded = JUNK + " ".repeat(1024 - JUNK.length());
        assertEquals(JUNK, String.valueOf(Mnemonic.parse(padded).revealSentence()));
        MnemonicException.TooLong error =
                assertThrows(MnemonicException.TooLong.class, () -> Mnemonic.parse(padded + " "));
        assertEquals(1025, error.found());
        assertEquals(1024, error.limit());
        // Half an hour and more of normalisation, were it read.
        String marks = "\u0315\u0316".repeat(1_000_000);
        assertThrows(MnemonicException.TooLong.class, () -> Mnemonic.parse(marks));
    }

    @Test
    void toString_always_hidesTheWords() {
        assertEquals("Mnemonic[12 words]", Mnemonic.parse(JUNK).toString());
    }

    @Test
    void close_afterwards_theWordsAreGone() {
        Mnemonic words = Mnemonic.parse(JUNK);
        char[] copy = words.revealSentence();
        words.close();
        words.close();
        assertEquals(JUNK, String.valueOf(copy), "a copy that was handed out is the caller's");
        assertThrows(IllegalStateException.class, words::revealSentence);
        assertThrows(IllegalStateException.class, () -> PatientIdentity.from(words));
    }

    @Test
    void generate_afterwards_theEntropyIsErased() {
        List<byte[]> drawn = new ArrayList<>();
        SecureRandom remembering = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 5);
                drawn.add(bytes);
            }
        };
        Mnemonic.generate(remembering).close();
        assertEquals(1, drawn.size());
        assertArrayEquals(new byte[16], drawn.get(0));
    }

    @Test
    void close_afterwards_theSentenceIsErased() throws IllegalAccessException {
        Mnemonic words = Mnemonic.generate();
        Object sentence = ReachableArrays.of(words).values().iterator().next();
        assertFalse(ReachableArrays.isZero(sentence));
        words.close();
        assertTrue(ReachableArrays.isZero(sentence));
    }
}
