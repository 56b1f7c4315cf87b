package com.patientory.storage.kubo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @Test
    void parse_everyKindOfValue_isRead() {
        Json json = Json.parse(" {\"s\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\",\"n\":-12,\"big\":1e400,\"t\":true,"
                + "\"f\":false,\"z\":null,\"a\":[1,[],{}],\"o\":{\"x\":{}}} ");
        assertEquals(Optional.of("a\"\\/\b\f\n\r\t\u00e9"), json.get("s").text());
        assertEquals(OptionalLong.of(-12), json.get("n").number());
        assertEquals(OptionalLong.empty(), json.get("big").number());
        assertEquals(Optional.of(true), json.get("t").flag());
        assertEquals(Optional.of(false), json.get("f").flag());
        assertEquals(Optional.empty(), json.get("z").text());
        assertEquals(3, json.get("a").items().size());
        assertTrue(json.get("o").get("x").get("y").fields().isEmpty());
        assertTrue(json.get("absent").items().isEmpty());
    }

    @Test
    void parseAll_valuesInARow_areAllRead() {
        assertEquals(
                List.of(OptionalLong.of(1), OptionalLong.of(2)),
                Json.parseAll("{\"n\":1}\n{\"n\":2}{}").stream()
                        .map(json -> json.get("n").number())
                        .filter(OptionalLong::isPresent)
                        .toList());
        assertTrue(Json.parseAll(" \n").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1|6",
                "[1,]|3",
                "\"abc|4",
                "\"a\\x\"|4",
                "\"\\u00g0\"|6",
                "tru|0",
                "01|0",
                "1 2|2",
                "{a:1}|1",
                "[1 2]|3",
                "-|0",
                "''|0"
            })
    void parse_notJson_isRefusedWithTheOffset(String text, int offset) {
        assertEquals(
                offset,
                assertThrows(JsonException.class, () -> Json.parse(text)).offset());
    }

    @Test
    void parse_nestedWithoutEnd_isRefused() {
        assertThrows(JsonException.class, () -> Json.parse("[".repeat(100_000)));
    }
}
