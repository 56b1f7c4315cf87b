package com.patientory.crypto;

import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.floe.FloeSession;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.jose.OctJwk;
import com.patientory.crypto.internal.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The payload of an envelope (envelope-v1, section Payload) to and from canonical JSON. */
final class EnvelopePayload {
    static final int SHA_256_BYTES = 32;

    private static final String FORMAT = "envelope-v1 payload";
    private static final int MAX_BYTES = 64 * 1024;
    /** The largest number that canonical JSON writes exactly. */
    private static final long MAX_SIZE_BYTES = (1L << 53) - 1;

    private static final Set<String> OPTIONAL =
            Collections.unmodifiableSet(new HashSet<>(Arrays.asList("cid", "sha256", "signature")));

    private EnvelopePayload() {}

    /** Without a signature; the caller erases the result. */
    static byte[] write(byte[] contentKey, long sizeBytes, byte @Nullable [] sha256, RecordMetadata metadata) {
        return payload(contentKey, sizeBytes, sha256, metadata).toCanonicalBytes();
    }

    /** Signed by the writer; the caller erases the result. */
    static byte[] write(
            byte[] contentKey, long sizeBytes, byte @Nullable [] sha256, RecordMetadata metadata, WalletKey writer) {
        return Provenance.signed(payload(contentKey, sizeBytes, sha256, metadata), writer)
                .toCanonicalBytes();
    }

    private static JsonObject payload(
            byte[] contentKey, long sizeBytes, byte @Nullable [] sha256, RecordMetadata metadata) {
        JsonObject.Builder payload = JsonObject.builder();
        metadata.bodyCid().ifPresent(cid -> payload.put("cid", cid));
        if (sha256 != null) {
            payload.put("sha256", Base64Url.encode(sha256));
        }
        return payload.put("key", OctJwk.of(contentKey))
                .put("name", metadata.name())
                .put("size", sizeBytes)
                .put("time", metadata.time().toString())
                .put("type", metadata.mediaType())
                .put("writer", metadata.writer().toString())
                .build();
    }

    static RecordKey read(byte[] json) {
        JsonObject payload = JsonObject.parse(FORMAT, json, MAX_BYTES)
                .exactly(OPTIONAL, "key", "name", "size", "time", "type", "writer");
        byte[] sha256 = payload.has("sha256") ? Base64Url.decode(FORMAT, payload.string("sha256")) : null;
        if ((sha256 != null && sha256.length != SHA_256_BYTES) || isNoSize(payload.integer("size"))) {
            throw MalformedException.of(FORMAT, "a size out of bounds or a SHA-256 of another length");
        }
        RecordMetadata metadata = metadata(payload);
        byte[] contentKey = OctJwk.key(payload.object("key").exactly("k", "kty"), FloeSession.KEY_BYTES);
        try {
            // All members are known to have a canonical form by now.
            WalletAddress signedBy =
                    payload.has(Provenance.MEMBER) ? Provenance.verify(payload, metadata.writer()) : null;
            return new RecordKey(contentKey, payload.integer("size"), sha256, metadata, signedBy);
        } finally {
            Arrays.fill(contentKey, (byte) 0);
        }
    }

    private static boolean isNoSize(long sizeBytes) {
        return sizeBytes < 0 || sizeBytes > MAX_SIZE_BYTES;
    }

    private static RecordMetadata metadata(JsonObject payload) {
        try {
            Instant time = Instant.parse(payload.string("time"));
            RecordMetadata.Builder parts = RecordMetadata.builder()
                    .name(payload.string("name"))
                    .mediaType(payload.string("type"))
                    .writer(WalletAddress.parse(payload.string("writer")))
                    .time(time);
            if (payload.has("cid")) {
                parts.bodyCid(payload.string("cid"));
            }
            RecordMetadata metadata = parts.build();
            if (!metadata.time().toString().equals(payload.string("time"))) {
                throw MalformedException.of(FORMAT, "a time in another form than UTC with milliseconds");
            }
            if (!metadata.writer().toString().equals(payload.string("writer"))) {
                throw MalformedException.of(FORMAT, "a writer's address without its EIP-55 checksum");
            }
            return metadata;
        } catch (DateTimeException | IllegalArgumentException e) {
            // Not chained: the cause's message quotes the payload.
            throw MalformedException.of(FORMAT, "metadata out of its bounds");
        }
    }
}
