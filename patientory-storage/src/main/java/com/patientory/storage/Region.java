package com.patientory.storage;

import java.util.regex.Pattern;

/**
 * A place in the sense of data-protection law, from the general to the particular: {@code eu}, {@code eu-de},
 * {@code eu-de-berlin}. A node that does not know its region has {@link #UNKNOWN}, which lies within nothing, not even
 * within itself.
 *
 * @param code lower-case letters and digits in groups joined by dashes
 */
public record Region(String code) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** The region of a node that has not told; no residency rule accepts it. */
    public static final Region UNKNOWN = new Region("unknown");

    /**
     * Checks the shape.
     *
     * @param code the text
     */
    public Region {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "region '" + code + "', must be lower-case groups joined by dashes, as in eu-de");
        }
    }

    /**
     * A region.
     *
     * @param code lower-case groups joined by dashes
     * @return the region
     * @throws IllegalArgumentException for any other text
     */
    public static Region of(String code) {
        return new Region(code);
    }

    /**
     * Whether this place is known.
     *
     * @return false for {@link #UNKNOWN}
     */
    public boolean isKnown() {
        return !code.equals(UNKNOWN.code);
    }

    /**
     * Whether everything in this region is also in the other: {@code eu-de} lies within {@code eu-de} and {@code eu}.
     *
     * @param wider the region that may contain this one
     * @return true when it does; false whenever one of them is unknown
     */
    public boolean isWithin(Region wider) {
        return isKnown() && wider.isKnown() && (code.equals(wider.code) || code.startsWith(wider.code + "-"));
    }

    @Override
    public String toString() {
        return code;
    }
}
