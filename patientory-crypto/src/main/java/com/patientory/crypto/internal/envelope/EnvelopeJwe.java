package com.patientory.crypto.internal.envelope;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.envelope.EnvelopeCipher.Sealed;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** An envelope as JSON: recipients, and a payload that it does not look into. Immutable. */
public final class EnvelopeJwe {
    /** The format's name in errors. */
    public static final String FORMAT = "envelope-v1";

    /** Length of the key that encrypts the payload. */
    public static final int KEY_BYTES = EnvelopeCipher.KEY_BYTES;

    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_RECIPIENTS = 256;
    static final String ALG = "RSA-OAEP-256";

    private static final int KID_BYTES = 32;
    private static final int MIN_WRAPPED_BYTES = 3072 / Byte.SIZE;
    private static final int MAX_WRAPPED_BYTES = 4096 / Byte.SIZE;

    private final byte[] json;
    private final ProtectedHeader header;
    private final List<WrappedKey> recipients;
    private final Sealed sealed;

    private EnvelopeJwe(byte[] json, ProtectedHeader header, List<WrappedKey> recipients, Sealed sealed) {
        this.json = json;
        this.header = header;
        this.recipients = Collections.unmodifiableList(new ArrayList<>(recipients));
        this.sealed = sealed;
    }

    /**
     * Encrypts a payload under a key that the recipients' entries wrap.
     *
     * @throws IllegalArgumentException if there are no recipients or too many
     */
    public static EnvelopeJwe seal(List<WrappedKey> recipients, byte[] key, byte[] payload, SecureRandom random) {
        if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "There are " + recipients.size() + " recipients, must be 1 to " + MAX_RECIPIENTS);
        }
        List<String> kids = new ArrayList<>();
        List<JsonObject> entries = new ArrayList<>();
        for (WrappedKey recipient : recipients) {
            kids.add(recipient.kid());
            entries.add(entry(recipient));
        }
        ProtectedHeader header = ProtectedHeader.of(kids);
        Sealed sealed = EnvelopeCipher.encrypt(key, header.aad(), payload, random);
        byte[] json = JsonObject.builder()
                .put("protected", header.encoded())
                .putObjects("recipients", entries)
                .put("iv", Base64Url.encode(sealed.iv()))
                .put("ciphertext", Base64Url.encode(sealed.ciphertext()))
                .put("tag", Base64Url.encode(sealed.tag()))
                .build()
                .toCanonicalBytes();
        if (json.length > MAX_BYTES) {
            throw new IllegalArgumentException("An envelope for " + recipients.size() + " recipients has " + json.length
                    + " bytes, at most " + MAX_BYTES);
        }
        return new EnvelopeJwe(json, header, recipients, sealed);
    }

    private static JsonObject entry(WrappedKey recipient) {
        JsonObject header =
                JsonObject.builder().put("alg", ALG).put("kid", recipient.kid()).build();
        return JsonObject.builder()
                .put("header", header)
                .put("encrypted_key", Base64Url.encode(recipient.encryptedKey()))
                .build();
    }

    /** Reads an envelope; nothing in it is authenticated before {@link #open}. */
    public static EnvelopeJwe parse(byte[] json) {
        JsonObject envelope =
                JsonObject.parse(FORMAT, json, MAX_BYTES).exactly("ciphertext", "iv", "protected", "recipients", "tag");
        ProtectedHeader header = ProtectedHeader.parse(envelope.string("protected"));
        List<WrappedKey> recipients = recipients(envelope.objects("recipients"));
        List<String> kids = new ArrayList<>();
        for (WrappedKey recipient : recipients) {
            kids.add(recipient.kid());
        }
        if (!kids.equals(header.kids())) {
            throw new IntegrityException(FORMAT, "the recipients are not those of the protected list");
        }
        Sealed sealed = new Sealed(
                bytes(envelope, "iv", EnvelopeCipher.IV_BYTES, EnvelopeCipher.IV_BYTES),
                bytes(envelope, "ciphertext", 1, MAX_BYTES),
                bytes(envelope, "tag", EnvelopeCipher.TAG_BYTES, EnvelopeCipher.TAG_BYTES));
        return new EnvelopeJwe(json.clone(), header, recipients, sealed);
    }

    private static List<WrappedKey> recipients(List<JsonObject> entries) {
        if (entries.isEmpty() || entries.size() > MAX_RECIPIENTS) {
            throw MalformedException.of(FORMAT, entries.size() + " recipients, must be 1 to " + MAX_RECIPIENTS);
        }
        List<WrappedKey> recipients = new ArrayList<>();
        HashSet<String> kids = new HashSet<>();
        for (JsonObject entry : entries) {
            JsonObject header = entry.object("header");
            ProtectedHeader.expect("alg", header.string("alg"), ALG);
            String kid = header.exactly("alg", "kid").string("kid");
            if (Base64Url.decode(FORMAT + " kid", kid).length != KID_BYTES || !kids.add(kid)) {
                throw MalformedException.of(FORMAT, "a kid that is no thumbprint or stands twice");
            }
            entry.exactly("encrypted_key", "header");
            recipients.add(new WrappedKey(kid, bytes(entry, "encrypted_key", MIN_WRAPPED_BYTES, MAX_WRAPPED_BYTES)));
        }
        return recipients;
    }

    private static byte[] bytes(JsonObject object, String name, int minBytes, int maxBytes) {
        byte[] bytes = Base64Url.decode(FORMAT, object.string(name));
        if (bytes.length < minBytes || bytes.length > maxBytes) {
            throw MalformedException.of(
                    FORMAT, name + " has " + bytes.length + " bytes, must be " + minBytes + " to " + maxBytes);
        }
        return bytes;
    }

    /** The payload, or empty if the key is another one or anything was altered. */
    public Optional<byte[]> open(byte[] key) {
        return EnvelopeCipher.decrypt(key, header.aad(), sealed);
    }

    public List<WrappedKey> recipients() {
        return recipients;
    }

    /** The bytes that were read or made. */
    public byte[] toBytes() {
        return json.clone();
    }
}
