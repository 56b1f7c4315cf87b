package com.patientory.crypto.internal.envelope;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.jose.A256Gcm;
import com.patientory.crypto.internal.jose.A256Gcm.Sealed;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.wrap.WrappedKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** An envelope as JSON: recipients, and a payload that it does not look into. Immutable. */
final class EnvelopeJwe {
    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_RECIPIENTS = 256;

    private final EnvelopeFormat format;
    private final byte[] json;
    private final ProtectedHeader header;
    private final List<WrappedKey> recipients;
    private final Sealed sealed;

    private EnvelopeJwe(
            EnvelopeFormat format, byte[] json, ProtectedHeader header, List<WrappedKey> recipients, Sealed sealed) {
        this.format = format;
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
    static EnvelopeJwe seal(
            EnvelopeFormat format, List<WrappedKey> recipients, byte[] key, byte[] payload, SecureRandom random) {
        requireCount(recipients.size());
        List<JsonObject> entries = new ArrayList<>();
        for (WrappedKey recipient : recipients) {
            entries.add(recipient.toJson());
        }
        ProtectedHeader header = ProtectedHeader.of(format, kids(recipients));
        Sealed sealed = A256Gcm.encrypt(key, header.aad(), payload, random);
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
        return new EnvelopeJwe(format, json, header, recipients, sealed);
    }

    static void requireCount(int recipients) {
        if (recipients < 1 || recipients > MAX_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "There are " + recipients + " recipients, must be 1 to " + MAX_RECIPIENTS);
        }
    }

    /** Reads an envelope; nothing in it is authenticated before {@link #open}. */
    static EnvelopeJwe parse(EnvelopeFormat format, byte[] json) {
        JsonObject envelope = JsonObject.parse(format.name(), json, MAX_BYTES)
                .exactly("ciphertext", "iv", "protected", "recipients", "tag");
        ProtectedHeader header = ProtectedHeader.parse(format, envelope.string("protected"));
        List<WrappedKey> recipients = recipients(format, envelope.objects("recipients"));
        if (!kids(recipients).equals(header.kids())) {
            throw new IntegrityException(format.name(), "the recipients are not those of the protected list");
        }
        Sealed sealed = new Sealed(
                bytes(format, envelope, "iv", A256Gcm.IV_BYTES, A256Gcm.IV_BYTES),
                bytes(format, envelope, "ciphertext", 1, MAX_BYTES),
                bytes(format, envelope, "tag", A256Gcm.TAG_BYTES, A256Gcm.TAG_BYTES));
        return new EnvelopeJwe(format, json.clone(), header, recipients, sealed);
    }

    private static List<WrappedKey> recipients(EnvelopeFormat format, List<JsonObject> entries) {
        if (entries.isEmpty() || entries.size() > MAX_RECIPIENTS) {
            throw MalformedException.of(format.name(), entries.size() + " recipients, must be 1 to " + MAX_RECIPIENTS);
        }
        List<WrappedKey> recipients = new ArrayList<>();
        HashSet<String> kids = new HashSet<>();
        for (JsonObject entry : entries) {
            WrappedKey recipient = WrappedKey.parse(format.name(), entry);
            if (!kids.add(recipient.kid())) {
                throw MalformedException.of(format.name(), "a kid that stands twice");
            }
            recipients.add(recipient);
        }
        return recipients;
    }

    private static byte[] bytes(EnvelopeFormat format, JsonObject object, String name, int minBytes, int maxBytes) {
        return Base64Url.decode(format.name() + " " + name, object.string(name), minBytes, maxBytes);
    }

    static List<String> kids(List<WrappedKey> recipients) {
        List<String> kids = new ArrayList<>();
        for (WrappedKey recipient : recipients) {
            kids.add(recipient.kid());
        }
        return Collections.unmodifiableList(kids);
    }

    /** The payload, or empty if the key is another one or anything was altered. */
    Optional<byte[]> open(byte[] key) {
        return A256Gcm.decrypt(key, header.aad(), sealed);
    }

    EnvelopeFormat format() {
        return format;
    }

    List<WrappedKey> recipients() {
        return recipients;
    }

    /** The bytes that were read or made. */
    byte[] toBytes() {
        return json.clone();
    }
}
