package com.patientory.crypto.internal.json;

import com.patientory.crypto.error.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object: strings, whole numbers, booleans, objects and lists of these.
 *
 * <p>Getters throw {@link MalformedException} when a member is missing or of another type, so a reader is a list of the
 * members that it expects.
 */
public final class JsonObject {
    /** RFC 8785 section 3.2.2.3 writes numbers as IEEE 754 doubles; beyond this they would not be exact. */
    private static final long MAX_EXACT = (1L << 53) - 1;

    private final String format;
    private final Map<String, Object> members;

    JsonObject(String format, Map<String, Object> members) {
        this.format = format;
        this.members = Collections.unmodifiableMap(new TreeMap<>(members));
    }

    /** Reads one object of at most {@code maxBytes} of UTF-8; {@code format} names the format in errors. */
    public static JsonObject parse(String format, byte[] utf8, int maxBytes) {
        return new JsonReader(format, maxBytes).read(utf8);
    }

    /** Reads one object from text, as {@link #parse(String, byte[], int)} does. */
    public static JsonObject parse(String format, String text, int maxBytes) {
        if (text.length() > maxBytes) {
            throw MalformedException.of(format, "longer than " + maxBytes + " bytes");
        }
        return parse(format, text.getBytes(StandardCharsets.UTF_8), maxBytes);
    }

    /** Starts an object to be written. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether every reader of JSON, JavaScript's too, reads a number as it stands. */
    public static boolean isExact(long number) {
        return number <= MAX_EXACT && number >= -MAX_EXACT;
    }

    /** The names of all members, sorted. */
    public Set<String> names() {
        return members.keySet();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Refuses the object unless its members are exactly these. */
    public JsonObject exactly(String... names) {
        return exactly(Collections.emptySet(), names);
    }

    /** Refuses the object unless it has all of {@code names}, any of {@code optional}, and no other member. */
    public JsonObject exactly(Set<String> optional, String... names) {
        for (String name : names) {
            get(name, Object.class, "value");
        }
        long absent = optional.stream().filter(name -> !has(name)).count();
        if (members.size() != names.length + optional.size() - absent) {
            throw MalformedException.of(format, "a member that the format does not have");
        }
        return this;
    }

    /** The same object without one member, or this one if it has no such member. */
    public JsonObject without(String name) {
        Map<String, Object> fewer = new TreeMap<>(members);
        return fewer.remove(name) == null ? this : new JsonObject(format, fewer);
    }

    public String string(String name) {
        return get(name, String.class, "string");
    }

    public long integer(String name) {
        return get(name, Long.class, "whole number");
    }

    public boolean bool(String name) {
        return get(name, Boolean.class, "boolean");
    }

    public JsonObject object(String name) {
        return get(name, JsonObject.class, "object");
    }

    public List<JsonObject> objects(String name) {
        return list(name, JsonObject.class);
    }

    public List<String> strings(String name) {
        return list(name, String.class);
    }

    /** A member whose type the data itself declares: String, Long, Boolean, JsonObject, or a List of these. */
    public Object value(String name) {
        return get(name, Object.class, "value");
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<T> typed = new ArrayList<>();
        for (Object element : get(name, List.class, "list")) {
            if (!type.isInstance(element)) {
                throw MalformedException.of(format, "an element of another type in " + name);
            }
            typed.add(type.cast(element));
        }
        return Collections.unmodifiableList(typed);
    }

    private <T> T get(String name, Class<T> type, String typeName) {
        @Nullable Object value = members.get(name);
        if (value == null) {
            throw MalformedException.of(format, "the member " + name + " is missing");
        }
        if (!type.isInstance(value)) {
            throw MalformedException.of(format, "the member " + name + " is not a " + typeName);
        }
        return type.cast(value);
    }

    /** The canonical text (RFC 8785): no white space, members sorted by UTF-16 code units. */
    public String toCanonicalString() {
        return CanonicalJson.write(this);
    }

    /** The canonical text in UTF-8. */
    public byte[] toCanonicalBytes() {
        return toCanonicalString().getBytes(StandardCharsets.UTF_8);
    }

    Map<String, Object> members() {
        return members;
    }

    /** Names only: an object may hold a private key. */
    @Override
    public String toString() {
        return "JsonObject" + members.keySet();
    }

    /** Collects members; a name may be given once. */
    public static final class Builder {
        private final Map<String, Object> members = new TreeMap<>();

        private Builder() {}

        public Builder put(String name, String value) {
            return add(name, value);
        }

        public Builder put(String name, long value) {
            return add(name, value);
        }

        public Builder put(String name, boolean value) {
            return add(name, value);
        }

        public Builder put(String name, JsonObject value) {
            return add(name, value);
        }

        public Builder putStrings(String name, List<String> values) {
            return add(name, new ArrayList<>(values));
        }

        public Builder putObjects(String name, List<JsonObject> values) {
            return add(name, new ArrayList<>(values));
        }

        /** Takes over all members of {@code other}. */
        public Builder putAll(JsonObject other) {
            for (Map.Entry<String, Object> member : other.members.entrySet()) {
                add(member.getKey(), member.getValue());
            }
            return this;
        }

        private Builder add(String name, Object value) {
            if (members.put(name, value) != null) {
                throw new IllegalArgumentException("The member " + name + " was already given");
            }
            return this;
        }

        public JsonObject build() {
            return new JsonObject("JSON", members);
        }
    }
}
