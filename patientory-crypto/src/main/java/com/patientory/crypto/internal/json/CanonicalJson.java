package com.patientory.crypto.internal.json;

import java.util.List;
import java.util.Map;

/** RFC 8785 for the values that {@link JsonObject} can hold. */
final class CanonicalJson {
    private CanonicalJson() {}

    static String write(JsonObject object) {
        StringBuilder out = new StringBuilder();
        write(object, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof JsonObject object) {
            object(object.members(), out);
        } else if (value instanceof List<?> list) {
            list(list, out);
        } else if (value instanceof String text) {
            string(text, out);
        } else if (value instanceof Long number && !JsonObject.isExact(number)) {
            throw new IllegalArgumentException("The number " + number + " is beyond 2^53 - 1");
        } else {
            out.append(value);
        }
    }

    private static void object(Map<String, Object> members, StringBuilder out) {
        String separator = "{";
        for (Map.Entry<String, Object> member : members.entrySet()) {
            out.append(separator);
            string(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void list(List<?> values, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object value : values) {
            out.append(separator);
            write(value, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i), out);
        }
        out.append('"');
    }

    private static void character(char c, StringBuilder out) {
        int shortForm = "\b\t\n\f\r\"\\".indexOf(c);
        if (shortForm >= 0) {
            out.append('\\').append("btnfr\"\\".charAt(shortForm));
        } else if (c < ' ') {
            out.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
        } else {
            out.append(c);
        }
    }
}
