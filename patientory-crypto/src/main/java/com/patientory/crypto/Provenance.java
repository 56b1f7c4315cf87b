package com.patientory.crypto;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.internal.jose.DetachedJws;
import com.patientory.crypto.internal.json.JsonObject;
import java.util.Arrays;

/** The writer's signature of a payload (envelope-v1, section Signature): over all of it but the signature itself. */
final class Provenance {
    static final String MEMBER = "signature";

    private static final String FORMAT = "envelope-v1 signature";
    private static final String TYP = "patientory-provenance-v1";

    private Provenance() {}

    static JsonObject signed(JsonObject payload, WalletKey writer) {
        if (!payload.string("writer").equals(writer.address().toString())) {
            throw new IllegalArgumentException(
                    "The key is that of " + writer.address() + ", the metadata name another writer");
        }
        if (!namesBody(payload)) {
            throw new IllegalArgumentException("Neither CID nor SHA-256 of the body is known, so nothing would tie it");
        }
        byte[] message = payload.toCanonicalBytes();
        byte[] point = writer.publicKey();
        EcdsaSignature signature = writer.sign(DetachedJws.digest(point, TYP, message));
        Arrays.fill(message, (byte) 0);
        return JsonObject.builder()
                .putAll(payload)
                .put(MEMBER, DetachedJws.of(point, TYP, signature.r(), signature.s()))
                .build();
    }

    /** The writer, proven. */
    static WalletAddress verify(JsonObject payload, WalletAddress writer) {
        if (!namesBody(payload)) {
            throw MalformedException.of(FORMAT, "it names no body");
        }
        DetachedJws signature = DetachedJws.parse(FORMAT, TYP, payload.string(MEMBER));
        byte[] message = payload.without(MEMBER).toCanonicalBytes();
        boolean holds = signature.verify(message);
        Arrays.fill(message, (byte) 0);
        if (!WalletAddress.ofPoint(signature.point()).equals(writer)) {
            throw new IntegrityException(FORMAT, "it is by another wallet than the writer's");
        }
        if (!holds) {
            throw new IntegrityException(FORMAT, "it does not hold");
        }
        return writer;
    }

    /** Without either, a recipient could put the signature to another body under the same content key. */
    private static boolean namesBody(JsonObject payload) {
        return payload.has("cid") || payload.has("sha256");
    }
}
