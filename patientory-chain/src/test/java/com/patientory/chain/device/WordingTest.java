package com.patientory.chain.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 bytes",
        "1023, 1023 bytes",
        "1024, 1 KiB",
        "1025, 1025 bytes",
        "1536, 1536 bytes",
        "3072, 3 KiB",
        "1048576, 1 MiB",
        "1073741824, 1 GiB",
        "1073741825, 1073741825 bytes",
        "1610612736, 1536 MiB",
        "1099511627776, 1 TiB",
        "1125899906842624, 1024 TiB",
        "9223372036854775807, 9223372036854775807 bytes"
    })
    void size_wholeUnits_saysTheLargestAndNeverRounds(long bytes, String words) {
        assertEquals(words, Wording.size(bytes));
    }
}
