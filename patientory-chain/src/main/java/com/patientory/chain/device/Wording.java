package com.patientory.chain.device;

import com.patientory.chain.model.Capability;
import com.patientory.chain.model.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a sentence. Times are UTC and exact to the second, and ids are whole, so that two different transactions
 * never read the same.
 */
final class Wording {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH);

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

    static String of(Scope scope) {
        return scope.file().map(id -> " file " + id).orElse(" the whole vault");
    }
}
