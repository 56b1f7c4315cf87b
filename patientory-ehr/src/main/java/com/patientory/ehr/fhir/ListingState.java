package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What this connector keeps in a cursor: {@code 1|begin|newest|expected|seen|link}, where begin is the newest change of
 * the listing before (nothing for the first), newest the newest change seen in this one, expected the number of matches
 * that the first page announced (-1 for none) and link the next page (nothing between listings).
 */
record ListingState(Instant begin, Instant newest, long expected, long seen, String link) {
    private static final String VERSION = "1";
    private static final int PARTS = 6;

    static ListingState parse(Cursor cursor) throws EhrProtocolException {
        if (cursor.value().isEmpty()) {
            return new ListingState(Instant.EPOCH, Instant.EPOCH, -1, 0, "");
        }
        String[] parts = cursor.value().split("\\|", PARTS);
        try {
            if (parts.length == PARTS && parts[0].equals(VERSION)) {
                return new ListingState(
                        Instant.parse(parts[1]),
                        Instant.parse(parts[2]),
                        Long.parseLong(parts[3]),
                        Long.parseLong(parts[4]),
                        parts[5]);
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw new EhrProtocolException(Violation.BAD_CURSOR);
        }
        throw new EhrProtocolException(Violation.BAD_CURSOR);
    }

    boolean between() {
        return link.isEmpty();
    }

    boolean hasBegin() {
        return begin.isAfter(Instant.EPOCH);
    }

    ListingState atPage(String next) {
        return new ListingState(begin, newest, expected, seen, next);
    }

    /** Something was left out: no number of matches completes this listing. */
    ListingState incomplete() {
        return new ListingState(begin, newest, Long.MAX_VALUE, seen, link);
    }

    /** The listing is over: the next one begins at the newest change. */
    ListingState finished() {
        return new ListingState(newest, newest, -1, 0, "");
    }

    /** The listing was not complete: the next one begins where this one began. */
    ListingState abandoned() {
        return new ListingState(begin, begin, -1, 0, "");
    }

    Cursor toCursor() {
        if (between() && !hasBegin()) {
            return Cursor.START;
        }
        return Cursor.of(String.join(
                "|", VERSION, begin.toString(), newest.toString(), Long.toString(expected), Long.toString(seen), link));
    }
}
