package com.patientory.crypto.internal.web3;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.json.JsonObject;

/** How a key comes from a password. */
sealed interface Kdf permits ScryptKdf, Pbkdf2Kdf {
    int KEY_BYTES = 32;
    int MAX_SALT_BYTES = 64;

    /** The key of 32 bytes; the caller erases both arrays. */
    byte[] derive(byte[] password);

    String name();

    JsonObject params();

    /** Reads {@code kdf} and {@code kdfparams}; costs beyond the bounds are refused. */
    static Kdf parse(String name, JsonObject params) {
        bounded("dklen", params, KEY_BYTES, KEY_BYTES);
        return switch (name) {
            case ScryptKdf.NAME -> ScryptKdf.parse(params);
            case Pbkdf2Kdf.NAME -> Pbkdf2Kdf.parse(params);
            default -> throw new UnsupportedException(KeystoreV3.FORMAT + " kdf", name, "scrypt, pbkdf2");
        };
    }

    static int bounded(String name, JsonObject params, int least, int most) {
        long value = params.integer(name);
        if (value < least || value > most) {
            throw new UnsupportedException(KeystoreV3.FORMAT + " " + name, Long.toString(value), least + " to " + most);
        }
        return (int) value;
    }

    static String salt(JsonObject params) {
        int lengthBytes = octets(params.string("salt")).length;
        if (lengthBytes == 0 || lengthBytes > MAX_SALT_BYTES) {
            throw MalformedException.of(KeystoreV3.FORMAT, "a salt of " + lengthBytes + " bytes");
        }
        return params.string("salt");
    }

    static byte[] octets(String salt) {
        return KeystoreV3.bytes("salt", salt);
    }
}
