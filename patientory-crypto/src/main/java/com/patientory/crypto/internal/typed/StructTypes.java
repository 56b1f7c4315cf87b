package com.patientory.crypto.internal.typed;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.eth.Eip712;
import com.patientory.crypto.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The struct types that typed data declares. Every type that a field names exists. */
final class StructTypes {
    static final String FORMAT = "EIP-712 typed data";

    private static final int MAX_STRUCTS = 64;
    private static final int MAX_TYPE_CHARS = 160;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private final Map<String, List<Field>> structs = new HashMap<>();
    private final Map<String, byte[]> hashes = new HashMap<>();

    /**
     * One field of a struct.
     *
     * @param name its name
     * @param type its type, array suffixes included
     */
    record Field(String name, String type) {}

    static StructTypes parse(JsonObject types) {
        StructTypes parsed = new StructTypes();
        require(types.names().size() <= MAX_STRUCTS, "more than " + MAX_STRUCTS + " struct types");
        for (String name : types.names()) {
            require(isIdentifier(name) && !AtomicType.is(name), "a name that no struct type can have");
            parsed.structs.put(name, fields(types.objects(name)));
        }
        parsed.structs.values().forEach(fields -> fields.forEach(parsed::requireKnown));
        return parsed;
    }

    private static List<Field> fields(List<JsonObject> declared) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonObject field : declared) {
            field.exactly("name", "type");
            require(isIdentifier(field.string("name")), "a name that no field can have");
            require(field.string("type").length() <= MAX_TYPE_CHARS, "a type longer than a name may be");
            require(names.add(field.string("name")), "a field that is declared twice");
            fields.add(new Field(field.string("name"), field.string("type")));
        }
        return fields;
    }

    private static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches();
    }

    private void requireKnown(Field field) {
        String base = ArrayType.base(field.type());
        require(structs.containsKey(base) || AtomicType.is(base), "a type that is neither declared nor built in");
    }

    static void require(boolean condition, String reason) {
        if (!condition) {
            throw MalformedException.of(FORMAT, reason);
        }
    }

    boolean isStruct(String name) {
        return structs.containsKey(name);
    }

    List<Field> fields(String struct) {
        List<Field> fields = structs.get(struct);
        if (fields == null) {
            throw MalformedException.of(FORMAT, "a struct type that is not declared");
        }
        return fields;
    }

    /** {@code typeHash}, computed once for each struct: a short text may hold thousands of values of one type. */
    byte[] typeHash(String struct) {
        return hashes.computeIfAbsent(struct, name -> Eip712.string(encodeType(name)));
    }

    /** {@code encodeType}: the struct, then the structs that it needs in the order of their names. */
    String encodeType(String struct) {
        Set<String> needed = new TreeSet<>();
        collect(struct, needed);
        needed.remove(struct);
        return encodeOne(struct) + needed.stream().map(this::encodeOne).collect(Collectors.joining());
    }

    private void collect(String struct, Set<String> needed) {
        if (needed.add(struct)) {
            for (Field field : fields(struct)) {
                String base = ArrayType.base(field.type());
                if (isStruct(base)) {
                    collect(base, needed);
                }
            }
        }
    }

    private String encodeOne(String struct) {
        return fields(struct).stream()
                .map(field -> field.type() + " " + field.name())
                .collect(Collectors.joining(",", struct + "(", ")"));
    }
}
