package com.patientory.ehr.fhir;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before a repetition: exponential with full jitter, or what the site asked for, within bounds. */
final class Pauses {
    static final int MAX_ATTEMPTS = 6;
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

    /** Waits; tests replace it. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    private final Clock clock;
    private final RandomGenerator random;
    private final Sleeper sleeper;

    Pauses(Clock clock, RandomGenerator random, Sleeper sleeper) {
        this.clock = clock;
        this.random = random;
        this.sleeper = sleeper;
    }

    Duration before(int nextAttempt, String retryAfter) {
        long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(nextAttempt, 10));
        Duration jittered = Duration.ofMillis(random.nextLong(ceiling) + 1);
        // A little jitter on top of what was asked, so that all clients do not return in the same instant.
        return asked(retryAfter).map(d -> d.plus(jittered.dividedBy(4))).orElse(jittered);
    }

    void sleep(Duration time) throws InterruptedException {
        sleeper.sleep(time);
    }

    /** RFC 9110, 10.2.3: seconds or a date; anything else is as if it were not there. */
    private Optional<Duration> asked(String retryAfter) {
        String text = retryAfter.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Duration asked;
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            asked = text.length() > 6 ? LONGEST_ASKED : Duration.ofSeconds(Long.parseLong(text));
        } else {
            try {
                asked = Duration.between(
                        clock.instant(),
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        if (asked.isNegative()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked);
    }
}
