package com.patientory.crypto.internal.typed;

import static com.patientory.crypto.internal.typed.StructTypes.FORMAT;
import static com.patientory.crypto.internal.typed.StructTypes.require;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.eth.Eip55;
import com.patientory.crypto.internal.eth.Eip712;
import com.patientory.crypto.internal.eth.Hex;
import com.patientory.crypto.internal.eth.Keccak;
import com.patientory.crypto.internal.json.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The built-in types and the 32-byte words of their values. */
final class AtomicType {
    private static final int WORD_BYTES = 32;
    private static final Pattern BYTES_N = Pattern.compile("bytes([1-9]|[12][0-9]|3[0-2])");
    private static final Pattern INTEGER = Pattern.compile("u?int([1-9][0-9]{0,2})");
    private static final Pattern DECIMAL = Pattern.compile("0|-?[1-9][0-9]{0,77}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,64}");

    private AtomicType() {}

    static boolean is(String type) {
        return switch (type) {
            case "address", "bool", "string", "bytes" -> true;
            default -> BYTES_N.matcher(type).matches() || isInteger(type);
        };
    }

    /** The aliases {@code int} and {@code uint} do not exist in EIP-712. */
    private static boolean isInteger(String type) {
        if (!INTEGER.matcher(type).matches()) {
            return false;
        }
        int bits = bits(type);
        return bits % Byte.SIZE == 0 && bits <= WORD_BYTES * Byte.SIZE;
    }

    private static int bits(String type) {
        return Integer.parseInt(type.substring(type.indexOf('t') + 1));
    }

    /** The word of a JSON value, refused unless it is a value of the type. */
    static byte[] word(String type, Object value) {
        if (isInteger(type)) {
            return integer(type, value);
        }
        return switch (type) {
            case "bool" -> Eip712.number(typed(value, Boolean.class) ? 1 : 0);
            case "string" -> Eip712.string(typed(value, String.class));
            case "address" -> Eip712.address(Eip55.decode(typed(value, String.class)));
            case "bytes" -> Keccak.digest(bytes(typed(value, String.class)));
            default -> fixed(type, typed(value, String.class));
        };
    }

    private static byte[] fixed(String type, String text) {
        int lengthBytes = Integer.parseInt(type.substring("bytes".length()));
        return Arrays.copyOf(Hex.decodePrefixed(FORMAT, text, lengthBytes), WORD_BYTES);
    }

    private static byte[] bytes(String text) {
        return Hex.decodePrefixed(FORMAT, text, Math.max(0, text.length() / 2 - 1));
    }

    private static byte[] integer(String type, Object value) {
        BigInteger number = value instanceof Long whole ? number(whole) : number(typed(value, String.class));
        int bits = bits(type);
        boolean fits =
                type.startsWith("u") ? number.signum() >= 0 && number.bitLength() <= bits : number.bitLength() < bits;
        require(fits, "a number beyond its type");
        byte[] word = new byte[WORD_BYTES];
        Arrays.fill(word, (byte) (number.signum() < 0 ? 0xff : 0));
        byte[] digits = number.toByteArray();
        int surplus = Math.max(0, digits.length - WORD_BYTES);
        int length = digits.length - surplus;
        System.arraycopy(digits, surplus, word, WORD_BYTES - length, length);
        return word;
    }

    /** A wallet in JavaScript rounds what a double cannot hold, and would sign another number. */
    private static BigInteger number(long whole) {
        require(JsonObject.isExact(whole), "a JSON number beyond 2^53 - 1, which is written as text");
        return BigInteger.valueOf(whole);
    }

    private static BigInteger number(String text) {
        if (HEXADECIMAL.matcher(text).matches()) {
            return new BigInteger(text.substring(2), 16);
        }
        require(DECIMAL.matcher(text).matches(), "a number in another form than decimal or 0x");
        return new BigInteger(text);
    }

    private static <T> T typed(Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw MalformedException.of(FORMAT, "a value of another JSON type than its field has");
        }
        return type.cast(value);
    }
}
