package com.patientory.crypto.internal.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Every two and three characters, against the platform's encoder. */
class Base64UrlBoundsTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    void decode_everyLastCharacter_isTakenOnlyWithoutSurplusBits() {
        for (String start : new String[] {"", "A", "AA", "AAA"}) {
            for (int i = 0; i < ALPHABET.length(); i++) {
                check(start + ALPHABET.charAt(i));
            }
        }
    }

    private static void check(String text) {
        byte[] bytes = text.length() % 4 == 1 ? null : Base64.getUrlDecoder().decode(text);
        boolean canonical = bytes != null
                && Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
        if (canonical) {
            assertArrayEquals(bytes, Base64Url.decode("test", text), text);
        } else {
            assertThrows(MalformedException.class, () -> Base64Url.decode("test", text), text);
        }
    }

    @Test
    void decode_neighboursOfTheAlphabet_areMalformed() {
        for (char c = 0; c < 0x180; c++) {
            if (ALPHABET.indexOf(c) < 0) {
                String text = "AA" + c + "A";
                assertThrows(MalformedException.class, () -> Base64Url.decode("test", text), "character " + (int) c);
            }
        }
    }

    @Test
    void decode_lengthAroundTheBounds_isTakenBetweenThem() {
        for (int length = 0; length < 8; length++) {
            String text = Base64Url.encode(new byte[length]);
            if (length >= 3 && length <= 5) {
                assertEquals(length, Base64Url.decode("test", text, 3, 5).length);
            } else {
                assertRefused(length + " bytes instead of 3 to 5", text, 3, 5);
            }
        }
        assertRefused("3 bytes instead of 4", "AAAA", 4, 4);
    }

    private static void assertRefused(String reason, String text, int minBytes, int maxBytes) {
        MalformedException refused =
                assertThrows(MalformedException.class, () -> Base64Url.decode("test", text, minBytes, maxBytes));
        assertEquals(reason, refused.reason());
    }

    @Test
    void encodeNumber_zeroAndSignOctets_areMinimal() {
        assertEquals("AA", Base64Url.encode(BigInteger.ZERO));
        assertEquals("fw", Base64Url.encode(BigInteger.valueOf(127)));
        assertEquals("gA", Base64Url.encode(BigInteger.valueOf(128)));
        byte[] large = new byte[33];
        Arrays.fill(large, 1, 33, (byte) 0xff);
        assertEquals(43, Base64Url.encode(new BigInteger(1, large)).length());
    }
}
