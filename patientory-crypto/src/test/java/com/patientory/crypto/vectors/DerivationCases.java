package com.patientory.crypto.vectors;

import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.internal.derive.PatientKeys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** derivation-v1: words and what is below them. */
final class DerivationCases {
    private static final String JUNK = Keys.WORDS;
    private static final String ABOUT =
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    /** An RSA key takes a second. */
    private static final Map<String, String> RESULTS = new HashMap<>();

    private DerivationCases() {}

    static Stream<Vector> all() {
        return Stream.concat(valid(), refused());
    }

    private static Stream<Vector> valid() {
        String fullWidth = JUNK.replace("junk", "\uff4a\uff55\uff4e\uff4b");
        return Stream.of(
                keys("first", "The example of the specification.", JUNK, 0, JUNK),
                keys("second-rsa-key", "Rotation 1: another RSA key, the same wallet.", JUNK, 1, JUNK),
                keys("third-rsa-key", "Rotation 2.", JUNK, 2, JUNK),
                keys("zero-entropy", "The words of 128 zero bits.", ABOUT, 0, ABOUT),
                keys(
                        "ones",
                        "The words of 128 one bits.",
                        "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
                        0,
                        "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"),
                keys("upper-case", "Words are lower-cased.", ABOUT.toUpperCase(java.util.Locale.ROOT), 0, ABOUT),
                keys(
                        "spaces",
                        "Trimmed; a tab, a line end or two spaces count as one.",
                        " \t" + ABOUT.replaceFirst(" ", "  ").replace(" about", "\nabout") + "\r\n",
                        0,
                        ABOUT),
                keys("full-width-letters", "NFKD makes them ASCII.", fullWidth, 0, JUNK));
    }

    private static Vector keys(String name, String why, String words, int rotation, String sentence) {
        return on(name, why, words, rotation)
                .gives(RESULTS.computeIfAbsent(sentence + rotation, key -> result(sentence, rotation)));
    }

    private static String result(String sentence, int rotation) {
        try (PatientKeys keys = new PatientKeys(sentence.getBytes(StandardCharsets.US_ASCII));
                Mnemonic words = Mnemonic.parse(sentence);
                PatientIdentity patient = PatientIdentity.from(words, rotation)) {
            return "{\"address\":\"" + patient.wallet().address() + "\",\"rsa_thumbprint\":\""
                    + patient.recipient().kid() + "\",\"wallet_key\":\""
                    + HexFormat.of().formatHex(keys.walletScalar()) + "\"}";
        }
    }

    private static Vector on(String name, String why, String words, int rotation) {
        return new Vector("derivation-v1", name, why).given("words", words).given("rotation", rotation);
    }

    private static Stream<Vector> refused() {
        return Stream.of(
                refused("no-words", "Nothing.", "", "word-count"),
                refused("eleven-words", "The last word is missing.", JUNK.replace(" junk", ""), "word-count"),
                refused("thirteen-words", "One word more.", JUNK + " test", "word-count"),
                refused(
                        "twenty-four-words",
                        "A good mnemonic of 256 bits; ours have 128.",
                        "abandon ".repeat(23) + "art",
                        "word-count"),
                refused("checksum", "All words are in the list.", JUNK.replace("junk", "test"), "checksum"),
                refused(
                        "words-exchanged",
                        "The first and the last word.",
                        "about " + "abandon ".repeat(10) + "abandon",
                        "checksum"),
                refused("word-outside-the-list", "A misspelled word.", JUNK.replace("junk", "jnuk"), "unknown-word"),
                refused(
                        "spanish-words",
                        "Other languages' lists are not used.",
                        "\u00e1baco ".repeat(11) + "abierto",
                        "unknown-word"),
                refused("joined-by-commas", "Spaces separate words.", JUNK.replace(' ', ','), "word-count"));
    }

    private static Vector refused(String name, String why, String words, String flaw) {
        return on(name, why, words, 0).fails("mnemonic:" + flaw);
    }
}
