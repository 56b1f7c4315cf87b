package com.patientory.crypto.vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** One case on its way to its file. */
final class Vector {
    private final String name;
    private final String why;
    private final Map<String, Object> input = new LinkedHashMap<>();
    private final Map<String, Object> outcome = new LinkedHashMap<>();

    /** Of a format, named after what is special about it, with the reason for its outcome. */
    Vector(String format, String name, String why) {
        this.name = format + "/" + name;
        this.why = why;
    }

    String name() {
        return name;
    }

    Vector given(String member, String text) {
        input.put(member, text);
        return this;
    }

    Vector given(String member, long number) {
        input.put(member, number);
        return this;
    }

    Vector given(String member, byte[] bytes) {
        return given(member, base64url(bytes));
    }

    Vector gives(String result) {
        outcome.put("result", result);
        return this;
    }

    Vector fails(String error) {
        outcome.put("error", error);
        return this;
    }

    String toJson() {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("case", name);
        file.put("why", why);
        file.put("input", input);
        file.put("outcome", outcome);
        return json(file);
    }

    static String json(Map<String, Object> file) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
