package com.patientory.ehr.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource({
        "+1 (404) 555-0123, +14045550123",
        "001 404.555.0123, +14045550123",
        "+49 (0)170 1234567, +491701234567",
        "+49 170/1234567, +491701234567",
        "+353 86 123 4567, +353861234567",
        "+7 495 123-45-67, +74951234567"
    })
    void parse_international_givesE164(String text, String e164) {
        assertEquals(e164, PhoneNumber.parse(text).e164());
    }

    @ParameterizedTest
    @CsvSource({
        "404-555-0123, 1, +14045550123",
        "1 404 555 0123, 1, +14045550123",
        "0170/1234567, 49, +491701234567",
        "+44 20 7946 0000, 49, +442079460000"
    })
    void parse_national_usesTheCountry(String text, int country, String e164) {
        assertEquals(e164, PhoneNumber.parse(text, country).e164());
    }

    @Test
    void parse_letter_namesItsOffsetAndNotTheText() {
        MalformedPhoneNumberException e =
                assertThrows(MalformedPhoneNumberException.class, () -> PhoneNumber.parse("+1404x5550123"));
        assertEquals(5, e.offset());
        assertFalse(e.getMessage().contains("404"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "404-555-0123", "+1", "+12345678901234567890", "0000", "+0123456789"})
    void parse_notANumber_isRefused(String text) {
        assertThrows(MalformedPhoneNumberException.class, () -> PhoneNumber.parse(text));
    }

    @Test
    void spellings_eachOne_isReadBackAsTheSame() {
        for (PhoneNumber number : List.of(PhoneNumber.parse("+14045550123"), PhoneNumber.parse("+491701234567"))) {
            for (String spelling : number.spellings()) {
                boolean bareCode = spelling.equals(number.callingCode() + number.national());
                if (!bareCode || number.callingCode() == 1) {
                    assertEquals(number, PhoneNumber.parse(spelling, number.callingCode()), "a spelling");
                }
            }
        }
    }

    @Test
    void toString_tellsNothing() {
        assertEquals("PhoneNumber[***]", PhoneNumber.parse("+14045550123").toString());
        assertTrue(PatientQuery.ofPhone(PhoneNumber.parse("+14045550123"))
                .toString()
                .contains("***"));
    }
}
