package com.patientory.crypto.internal.typed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An array type: the type of its elements, and how many there are.
 *
 * @param element the type of the elements, which may be an array itself
 * @param length how many, or {@link #ANY}
 */
record ArrayType(String element, int length) {
    static final int ANY = -1;

    private static final Pattern ARRAY = Pattern.compile("(.+)\\[([1-9][0-9]{0,5})?]");

    /** The array type that a name means, or null. */
    static @Nullable ArrayType of(String type) {
        Matcher matcher = ARRAY.matcher(type);
        if (!matcher.matches()) {
            return null;
        }
        String length = matcher.group(2);
        return new ArrayType(type.substring(0, matcher.end(1)), length == null ? ANY : Integer.parseInt(length));
    }

    /** The type without its array suffixes. */
    static String base(String type) {
        String base = type;
        for (ArrayType array = of(base); array != null; array = of(base)) {
            base = array.element();
        }
        return base;
    }
}
