package com.patientory.crypto.internal.typed;

import static com.patientory.crypto.internal.typed.StructTypes.FORMAT;
import static com.patientory.crypto.internal.typed.StructTypes.require;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.eth.Eip712;
import com.patientory.crypto.internal.eth.Keccak;
import com.patientory.crypto.internal.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/** What is signed of typed data: the separator of its domain, and the digest over domain and message. */
public final class TypedHash {
    private static final int MAX_BYTES = 64 * 1024;
    private static final String DOMAIN = "EIP712Domain";
    /** The fields that a domain may have, in the only order that they may have. */
    private static final List<String> DOMAIN_FIELDS = Arrays.asList(
            "string name", "string version", "uint256 chainId", "address verifyingContract", "bytes32 salt");

    private final StructTypes types;
    private final JsonObject root;

    private TypedHash(JsonObject root) {
        this.root = root.exactly("types", "primaryType", "domain", "message");
        this.types = StructTypes.parse(root.object("types"));
        int at = -1;
        for (StructTypes.Field field : types.fields(DOMAIN)) {
            int next = DOMAIN_FIELDS.indexOf(field.type() + " " + field.name());
            require(next > at, "a domain with other fields, or in another order, than the standard's");
            at = next;
        }
        require(!primaryType().equals(DOMAIN), "a domain without a message");
    }

    /** Reads JSON of at most 64 KiB. */
    public static TypedHash parse(String json) {
        return new TypedHash(JsonObject.parse(FORMAT, json, MAX_BYTES));
    }

    public String primaryType() {
        return root.string("primaryType");
    }

    public JsonObject domain() {
        return root.object("domain");
    }

    public byte[] domainSeparator() {
        return struct(DOMAIN, domain());
    }

    public byte[] digest() {
        return Eip712.digest(domainSeparator(), struct(primaryType(), root.object("message")));
    }

    private byte[] struct(String type, JsonObject value) {
        List<StructTypes.Field> fields = types.fields(type);
        value.exactly(fields.stream().map(StructTypes.Field::name).toArray(String[]::new));
        byte[][] words = new byte[fields.size()][];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(fields.get(i).type(), value.value(fields.get(i).name()));
        }
        return Eip712.struct(types.typeHash(type), words);
    }

    private byte[] word(String type, Object value) {
        ArrayType array = ArrayType.of(type);
        if (array != null) {
            return array(array, value);
        }
        if (!types.isStruct(type)) {
            return AtomicType.word(type, value);
        }
        if (!(value instanceof JsonObject object)) {
            throw MalformedException.of(FORMAT, "a value that is not an object where a struct is expected");
        }
        return struct(type, object);
    }

    private byte[] array(ArrayType array, Object value) {
        if (!(value instanceof List<?> list)) {
            throw MalformedException.of(FORMAT, "a value that is not a list where an array is expected");
        }
        require(array.length() == ArrayType.ANY || array.length() == list.size(), "an array of another length");
        return Keccak.digest(
                list.stream().map(element -> word(array.element(), element)).toArray(byte[][]::new));
    }
}
