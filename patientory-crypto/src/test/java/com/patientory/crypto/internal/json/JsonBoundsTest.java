package com.patientory.crypto.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.crypto.error.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of each bound of the JSON reader and writer. */
class JsonBoundsTest {
    private static final long LARGEST_EXACT = (1L << 53) - 1;

    private static String written(String text) {
        return JsonObject.builder().put("a", text).build().toCanonicalString();
    }

    @Test
    void write_charactersAroundTheEscapes_areEscapedOnlyWhereTheyMust() {
        assertEquals("{\"a\":\"\\b\\u0007\\u000f\\u0010\\u001f \"}", written("\b\u0007\u000f\u0010\u001f "));
        assertEquals("{\"a\":\"\u007f\u0080\"}", written("\u007f\u0080"));
    }

    @Test
    void write_largestExactNumbers_areWrittenAndTheNextRefused() {
        for (long number : new long[] {LARGEST_EXACT, -LARGEST_EXACT}) {
            assertEquals(
                    "{\"a\":" + number + "}",
                    JsonObject.builder().put("a", number).build().toCanonicalString());
            JsonObject next =
                    JsonObject.builder().put("a", number + Long.signum(number)).build();
            assertThrows(IllegalArgumentException.class, next::toCanonicalString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udbff", "\\udc00", "\\udfff", "\\ud800x\\udc00"})
    void read_halfASurrogatePair_isMalformed(String text) {
        assertThrows(MalformedException.class, () -> JsonObject.parse("test", "{\"a\":\"" + text + "\"}", 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud7ff", "\\ue000", "\\ud800\\udc00"})
    void read_neighboursOfSurrogatesAndPairs_areRead(String text) {
        assertEquals(
                1,
                JsonObject.parse("test", "{\"a\":\"" + text + "\"}", 100)
                        .string("a")
                        .codePoints()
                        .count());
    }

    @Test
    void read_exactlyTheBound_isReadAndOneByteMoreRefused() {
        String json = "{\"a\":false}";
        assertFalse(JsonObject.parse("test", json, json.length()).bool("a"));
        assertThrows(MalformedException.class, () -> JsonObject.parse("test", json, json.length() - 1));
        assertThrows(
                MalformedException.class,
                () -> JsonObject.parse("test", json.getBytes(StandardCharsets.UTF_8), json.length() - 1));
    }

    @Test
    void read_numbersAround64Bits_areReadUpToTheBound() {
        String max = Long.toString(Long.MAX_VALUE);
        assertEquals(
                Long.MAX_VALUE,
                JsonObject.parse("test", "{\"a\":" + max + "}", 100).integer("a"));
        String more = max.substring(0, max.length() - 1) + "8";
        MalformedException refused =
                assertThrows(MalformedException.class, () -> JsonObject.parse("test", "{\"a\":" + more + "}", 100));
        assertEquals("a number beyond 64 bits", refused.reason());
    }

    @Test
    void build_chained_keepsEveryMember() {
        JsonObject object = JsonObject.builder().put("b", true).put("c", 1).build();
        assertEquals(
                "{\"a\":\"x\",\"b\":true,\"c\":1}",
                JsonObject.builder().putAll(object).put("a", "x").build().toCanonicalString());
    }
}
