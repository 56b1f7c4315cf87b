package com.patientory.chain.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({"0, 0 PTOY", "12.5, 12.5 PTOY", "0.00000001, 0.00000001 PTOY", "100, 100 PTOY", "007.10, 7.1 PTOY"})
    void parse_ofADecimalNumber_saysItAgain(String text, String says) {
        assertEquals(says, TokenAmount.parse(text).toString());
    }

    @Test
    void parse_ofTheLargestAmount_isExact() {
        TokenAmount most = new TokenAmount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
        assertEquals(most, TokenAmount.parse(most.toString().replace(" PTOY", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e100000000", // would be 40 MB of bits
                "1e3",
                "-1",
                "+1",
                "",
                ".5",
                "5.",
                "1,5",
                " 1",
                "0.000000001",
                "1.000000000",
                "\u0661\u0662",
                "0x10",
                "NaN"
            })
    void parse_ofAnythingElse_isRefusedAtOnce(String text) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThrows(IllegalArgumentException.class, () -> TokenAmount.parse(text)));
    }

    @Test
    void scope_ofAFileWhoseIdIsZero_isNotTheWholeVault() {
        FileId zero = FileId.of(new byte[32]);
        assertThrows(IllegalArgumentException.class, () -> Scope.of(zero));
    }
}
