package com.patientory.crypto.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.patientory.crypto.error.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    private static JsonObject parse(String json) {
        return JsonObject.parse("test", json, 200);
    }

    @Test
    void parse_everyType_isReadAndWrittenCanonically() {
        JsonObject object = parse(
                " { \"b\" : [ {\"x\":1}, {} ], \"a\":\"\\u00e9\\ud83d\\ude00\\/\\u0001\\n\", \"t\":true, \"n\":-5,"
                        + " \"s\":[\"p\",\"q\"], \"o\":{\"z\":1,\"y\":2} } ");
        assertEquals(
                "{\"a\":\"\u00e9\ud83d\ude00/\\u0001\\n\",\"b\":[{\"x\":1},{}],\"n\":-5,\"o\":{\"y\":2,\"z\":1},"
                        + "\"s\":[\"p\",\"q\"],\"t\":true}",
                object.toCanonicalString());
        assertEquals(Arrays.asList("p", "q"), object.strings("s"));
        assertEquals(1, object.objects("b").get(0).integer("x"));
        assertEquals(2, object.object("o").integer("y"));
        assertTrue(object.bool("t"));
        assertEquals("JsonObject[a, b, n, o, s, t]", object.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"text\"",
                "{",
                "{\"a\":1,}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{\"a\":1,\"a\":2}",
                "{\"o\":{\"a\":1,\"\\u0061\":2}}",
                "{\"a\":null}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":9223372036854775808}",
                "{\"a\":NaN}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":\"\\ud800\"}",
                "{\"\\udc00\":1}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":1 /* c */}",
                "\ufeff{}",
                "{\"a\":[[[[[[[[1]]]]]]]]}"
            })
    void parse_anythingElse_isMalformedWithoutTheInput(String json) {
        MalformedException error = assertThrows(MalformedException.class, () -> parse(json));
        assertEquals("test", error.format());
        assertNull(error.getCause());
    }

    @Test
    void parse_secretInBrokenText_isNotInTheMessage() {
        MalformedException error = assertThrows(MalformedException.class, () -> parse("{\"d\": topsecret}"));
        assertFalse(error.getMessage().contains("topsecret"));
    }

    @Test
    void parse_wrongUtf8OrTooLong_isMalformed() {
        byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'};
        MalformedException error =
                assertThrows(MalformedException.class, () -> JsonObject.parse("test", overlong, 100));
        assertEquals(2, error.offset().orElseThrow());
        byte[] exact = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertEquals(1, JsonObject.parse("test", exact, exact.length).integer("a"));
        assertThrows(MalformedException.class, () -> JsonObject.parse("test", exact, exact.length - 1));
    }

    @Test
    void getters_missingOrOtherType_areMalformed() {
        JsonObject object = parse("{\"a\":1,\"l\":[1,\"x\"]}");
        assertThrows(MalformedException.class, () -> object.string("a"));
        assertThrows(MalformedException.class, () -> object.integer("b"));
        assertThrows(MalformedException.class, () -> object.strings("l"));
        assertThrows(MalformedException.class, () -> object.exactly("a"));
        assertThrows(MalformedException.class, () -> object.exactly("a", "l", "m"));
        assertEquals(object, object.exactly("a", "l"));
    }

    @Test
    void build_memberTwiceOrInexactNumber_isRefused() {
        JsonObject.Builder builder = JsonObject.builder().put("a", 1);
        assertThrows(IllegalArgumentException.class, () -> builder.put("a", "2"));
        JsonObject large = JsonObject.builder().put("a", 1L << 53).build();
        assertThrows(IllegalArgumentException.class, large::toCanonicalString);
    }

    /** What is read may be a private key. */
    @Test
    void parse_text_leavesNoCopyInTheBuffersOfTheThread() {
        JsonObject.parse("test", "{\"d\":\"only-this-test-9b1e\"}", 100);
        BufferRecycler recycler = JsonRecyclerPools.threadLocalPool().acquireAndLinkPooled();
        for (int kind = BufferRecycler.CHAR_TOKEN_BUFFER; kind <= BufferRecycler.CHAR_NAME_COPY_BUFFER; kind++) {
            assertFalse(new String(recycler.allocCharBuffer(kind)).contains("only-this-test-9b1e"), "buffer " + kind);
        }
    }
}
