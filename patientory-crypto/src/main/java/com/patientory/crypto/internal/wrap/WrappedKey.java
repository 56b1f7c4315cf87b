package com.patientory.crypto.internal.wrap;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.A256Gcm;
import com.patientory.crypto.internal.jose.AesKeyWrap;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.kem.EphemeralKey;
import com.patientory.crypto.internal.kem.XWingPublicKey;

/** One recipient's entry in an envelope: a header, and the content encryption key wrapped as the header's alg says. */
public final class WrappedKey {
    /** Length of the key inside. */
    public static final int KEY_BYTES = A256Gcm.KEY_BYTES;

    private static final int KID_BYTES = 32;
    private static final int KEY_WRAP_BYTES = KEY_BYTES + AesKeyWrap.OVERHEAD_BYTES;
    private static final int RSA_MIN_BYTES = 3072 / Byte.SIZE;
    private static final int RSA_MAX_BYTES = 4096 / Byte.SIZE;

    private final JsonObject header;
    private final byte[] encryptedKey;

    /** The array is shared, not to be changed. */
    WrappedKey(JsonObject header, byte[] encryptedKey) {
        this.header = header;
        this.encryptedKey = encryptedKey;
    }

    /** An entry whose header has {@code alg}, {@code kid} and the members of {@code more}. */
    static WrappedKey of(String alg, String kid, JsonObject more, byte[] encryptedKey) {
        JsonObject header = JsonObject.builder()
                .put("alg", alg)
                .put("kid", kid)
                .putAll(more)
                .build();
        return new WrappedKey(header, encryptedKey);
    }

    /** Checks an entry's form, whoever it is for; {@code format} names the format in errors. */
    public static WrappedKey parse(String format, JsonObject entry) {
        JsonObject header = entry.exactly("encrypted_key", "header").object("header");
        int minBytes = KEY_WRAP_BYTES;
        int maxBytes = KEY_WRAP_BYTES;
        switch (header.string("alg")) {
            case RsaWrapKey.ALG -> {
                header.exactly("alg", "kid");
                minBytes = RSA_MIN_BYTES;
                maxBytes = RSA_MAX_BYTES;
            }
            case EphemeralKey.ALG ->
                EphemeralKey.requireForm(
                        format, header.exactly("alg", "epk", "kid").object("epk"));
            case VaultWrap.ALG -> {
                header.exactly("alg", "iv", "kid", "tag");
                sized(format, header, "iv", A256Gcm.IV_BYTES);
                sized(format, header, "tag", A256Gcm.TAG_BYTES);
                minBytes = KEY_BYTES;
                maxBytes = KEY_BYTES;
            }
            case XWingPublicKey.ALG ->
                sized(format, header.exactly("alg", "ek", "kid"), "ek", XWingPublicKey.CIPHERTEXT_BYTES);
            default ->
                throw new UnsupportedException(
                        format + " alg",
                        header.string("alg"),
                        String.join(", ", RsaWrapKey.ALG, EphemeralKey.ALG, VaultWrap.ALG, XWingPublicKey.ALG));
        }
        requireThumbprint(format, header.string("kid"));
        String encryptedKey = entry.string("encrypted_key");
        return new WrappedKey(header, Base64Url.decode(format + " encrypted_key", encryptedKey, minBytes, maxBytes));
    }

    /** A kid is printed in errors before anything is authenticated, so it must not be able to forge a line of a log. */
    private static void requireThumbprint(String format, String kid) {
        if (Base64Url.decode(format + " kid", kid).length != KID_BYTES) {
            throw MalformedException.of(format, "a kid that is no thumbprint");
        }
    }

    private static void sized(String format, JsonObject header, String name, int lengthBytes) {
        Base64Url.decode(format + " " + name, header.string(name), lengthBytes, lengthBytes);
    }

    public JsonObject toJson() {
        return JsonObject.builder()
                .put("header", header)
                .put("encrypted_key", Base64Url.encode(encryptedKey))
                .build();
    }

    JsonObject header() {
        return header;
    }

    String alg() {
        return header.string("alg");
    }

    /** The RFC 7638 thumbprint of the recipient's key. */
    public String kid() {
        return header.string("kid");
    }

    byte[] encryptedKey() {
        return encryptedKey;
    }

    @Override
    public String toString() {
        return "WrappedKey[" + alg() + ", " + kid() + "]";
    }
}
