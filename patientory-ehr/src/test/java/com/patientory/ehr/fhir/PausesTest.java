package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private final Pauses pauses = new Pauses(Clock.fixed(NOW, ZoneOffset.UTC), new Random(7), t -> {});

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 3",
                "0 | 0",
                "999999999999 | 60",
                "Sun, 22 Nov 2026 12:00:20 GMT | 20",
                "Sun, 22 Nov 2026 11:00:00 GMT | 0",
                "Mon, 22 Nov 2027 12:00:00 GMT | 60"
            })
    void before_retryAfter_isHonouredWithinBounds(String header, int seconds) {
        Duration pause = pauses.before(1, header);
        Duration asked = Duration.ofSeconds(seconds);
        assertTrue(pause.compareTo(asked) >= 0 && pause.compareTo(asked.plusMillis(500)) < 0);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "1e9", "''"})
    void before_nonsense_isAsIfAbsent(String header) {
        assertTrue(pauses.before(1, header).compareTo(Duration.ofSeconds(1)) < 0);
    }

    @Test
    void before_manyAttempts_growsToTenSeconds() {
        long longest = 0;
        for (int i = 0; i < 1000; i++) {
            longest = Math.max(longest, pauses.before(50, "").toMillis());
        }
        assertTrue(longest > 5000 && longest <= 10_000);
    }
}
