package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of each bound of a signup reference: 1 to 128 visible ASCII characters. */
class RegistrationFieldsTest {
    private static final String LONGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "a-b", LONGEST})
    void isReference_withinTheBounds_holds(String text) {
        assertTrue(RegistrationFields.isReference(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u007f", "\u001f", "\u00e9", LONGEST + "x"})
    void isReference_beyond_doesNot(String text) {
        assertFalse(RegistrationFields.isReference(text));
    }
}
