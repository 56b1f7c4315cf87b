package com.patientory.chain.device;

import com.patientory.chain.model.GranteeId;
import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that a sentence may contain: each visible as written, of one grantee only, and with an end of its own. */
final class Directory {
    private static final int MAX_NAME_CHARS = 100;
    private static final Set<Integer> INVISIBLE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR,
            (int) Character.ENCLOSING_MARK);

    /** Letters, marks and a symbol without a shape (most of them "default ignorable" in Unicode). */
    private static final Pattern SHAPELESS =
            Pattern.compile("[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800"
                    + "\\u3164\\ufe00-\\ufe0f\\uffa0\\x{e0100}-\\x{e01ef}]");

    /** Single plain spaces between words; the end of the text is no word. */
    private static final Pattern SPACED = Pattern.compile("[^\\p{Z}]+( [^\\p{Z}]+)*");

    /** A mark without its letter would change the sentence before it, and a pile of marks the lines around. */
    private static final Pattern LOOSE_MARKS = Pattern.compile("^\\p{M}| \\p{M}|\\p{Mn}{4}");

    /** What a sentence tells its parts apart by, and the beginning of an account or digest. */
    private static final Pattern JOINTS = Pattern.compile("[;:\"]|0x\\p{XDigit}");

    /** Written together in one word by those who use them, and of shapes that no other script has. */
    private static final Set<UnicodeScript> EAST_ASIAN = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED);

    private Directory() {}

    static Map<GranteeId, String> checked(Map<GranteeId, String> names) {
        Map<GranteeId, String> shown = new HashMap<>();
        Set<String> seen = new HashSet<>();
        names.forEach((grantee, name) -> {
            flaw(name).ifPresent(flaw -> {
                throw new IllegalArgumentException("the name of " + grantee + " " + flaw);
            });
            if (!seen.add(form(name))) {
                throw new IllegalArgumentException(
                        "the name of " + grantee + " is another grantee's too, perhaps in another form");
            }
            shown.put(grantee, isolated(name));
        });
        return Map.copyOf(shown);
    }

    /** Returns what makes a name unfit, as the end of a sentence about it. */
    static Optional<String> flaw(String name) {
        if (name.isBlank()) {
            return Optional.of("is blank");
        }
        if (name.length() > MAX_NAME_CHARS) {
            return Optional.of("has " + name.length() + " characters, at most " + MAX_NAME_CHARS);
        }
        if (!isVisible(name)) {
            return Optional.of("has a character that is not visible as written");
        }
        if (!SPACED.matcher(name).matches()) {
            return Optional.of("has other than single spaces between words");
        }
        if (JOINTS.matcher(name).find()) {
            return Optional.of("has a sign that a sentence needs for itself: ; : \" or 0x");
        }
        return mixes(name) ? Optional.of("has letters of two alphabets in a word") : Optional.empty();
    }

    private static boolean isVisible(String name) {
        return name.codePoints().noneMatch(c -> INVISIBLE.contains(Character.getType(c)))
                && !SHAPELESS.matcher(name).find()
                && !LOOSE_MARKS.matcher(name).find();
    }

    /** A letter of another alphabet among others is there to be taken for one of theirs. */
    private static boolean mixes(String name) {
        Set<UnicodeScript> word = EnumSet.noneOf(UnicodeScript.class);
        for (int c : name.codePoints().toArray()) {
            if (!Character.isLetter(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
                word.clear();
            } else if (!EAST_ASIAN.contains(UnicodeScript.of(c))) {
                word.add(UnicodeScript.of(c));
            }
            if (word.size() > 1) {
                return true;
            }
        }
        return false;
    }

    /** What two names have in common that a reader would take for one. */
    private static String form(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    /** A name from right to left must not draw the numbers and names beside it into its own order. */
    private static String isolated(String name) {
        char[] chars = name.toCharArray();
        return Bidi.requiresBidi(chars, 0, chars.length) ? "\u2068" + name + "\u2069" : name;
    }
}
