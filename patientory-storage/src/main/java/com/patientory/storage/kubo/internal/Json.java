package com.patientory.storage.kubo.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value (RFC 8259) read leniently: a member that is absent, or of another type than asked for, is empty. What
 * the node answers is not trusted, so absence has to be handled anyway.
 */
public final class Json {
    private static final Json MISSING = new Json(null);

    private final @Nullable Object value;

    Json(@Nullable Object value) {
        this.value = value;
    }

    /**
     * Parses a single value.
     *
     * @param text JSON
     * @return the value
     * @throws JsonException if the text is not one JSON value
     */
    public static Json parse(String text) {
        return new JsonReader(text).single();
    }

    /**
     * Parses values that follow one another, as Kubo streams them.
     *
     * @param text JSON values, separated by white space or by nothing
     * @return the values in order
     * @throws JsonException if the text is anything else
     */
    public static List<Json> parseAll(String text) {
        return new JsonReader(text).all();
    }

    /**
     * A member of an object.
     *
     * @param name the member's name
     * @return its value; a value without content if there is no such member
     */
    public Json get(String name) {
        Json member = fields().get(name);
        return member == null ? MISSING : member;
    }

    /**
     * The members of an object.
     *
     * @return the members in order; none if this is not an object
     */
    @SuppressWarnings("unchecked") // the reader puts nothing else into a map
    public Map<String, Json> fields() {
        return value instanceof Map<?, ?> map ? (Map<String, Json>) map : Map.of();
    }

    /**
     * The elements of an array.
     *
     * @return the elements; none if this is not an array
     */
    @SuppressWarnings("unchecked") // the reader puts nothing else into a list
    public List<Json> items() {
        return value instanceof List<?> list ? (List<Json>) list : List.of();
    }

    /**
     * A string.
     *
     * @return the string, or empty if this is not one
     */
    public Optional<String> text() {
        return value instanceof String string ? Optional.of(string) : Optional.empty();
    }

    /**
     * A whole number that fits a long.
     *
     * @return the number, or empty if this is not one
     */
    public OptionalLong number() {
        return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /**
     * A truth value.
     *
     * @return the truth value, or empty if this is not one
     */
    public Optional<Boolean> flag() {
        return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }
}
