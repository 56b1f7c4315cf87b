package com.patientory.chain.device;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a sentence. Times are UTC and exact to the second, and ids are whole, so that two different transactions
 * never read the same. Of two names in a sentence the first ends at a colon or semicolon, which no name has ({@link
 * Directory}), so that a name cannot pass for a part of the sentence.
 */
final class Wording {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH);

    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB");
    private static final int BITS_PER_UNIT = 10;

    private Wording() {}

    static String time(Instant instant) {
        ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
        boolean midnight = utc.toLocalTime().toSecondOfDay() == 0;
        return (midnight ? DAY : SECOND).format(utc);
    }

    static String list(Set<Capability> capabilities) {
        List<String> names = Capability.fromBits(Capability.toBits(capabilities)).stream()
                .map(Capability::name)
                .toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES)) {
            long each = unit.getDuration().toSeconds();
            if (seconds % each == 0) {
                return count(seconds / each, unit.name().toLowerCase(Locale.ROOT));
            }
        }
        return count(seconds, "seconds");
    }

    /** In the largest binary unit of which it is a whole number, so that each size has one way of being said. */
    static String size(long bytes) {
        int unit = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / BITS_PER_UNIT, UNITS.size() - 1);
        return (bytes >> (unit * BITS_PER_UNIT)) + " " + UNITS.get(unit);
    }

    private static String count(long number, String plural) {
        return number + " " + (number == 1 ? plural.substring(0, plural.length() - 1) : plural);
    }

    static String of(Scope scope) {
        return scope.file().map(id -> " file " + id).orElse(" the whole vault");
    }
}
