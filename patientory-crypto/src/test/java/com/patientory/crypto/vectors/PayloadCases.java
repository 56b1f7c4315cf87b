package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.JweWriter.PAYLOAD;
import static com.patientory.crypto.vectors.JweWriter.payload;

import java.util.stream.Stream;

/** envelope-v1: payloads that are authentic and not of the form. */
final class PayloadCases {
    private PayloadCases() {}

    static Stream<Vector> all() {
        String shortKey = "{\"k\":\"" + Vector.base64url(new byte[31]) + "\",\"kty\":\"oct\"}";
        String rsaKey = "{\"k\":\"" + Vector.base64url(FloeWriter.KEY) + "\",\"kty\":\"RSA\"}";
        return Stream.of(
                of(
                                "payload-without-cid",
                                "A body that lies beside its header has no name of its own.",
                                payload("cid", ""))
                        .gives(payload("cid", "")),
                of("payload-without-sha256", "A writer may spare the time for it.", payload("sha256", ""))
                        .gives(payload("sha256", "")),
                malformed("payload-without-size", "A member is missing.", payload("size", "")),
                malformed("payload-unknown-member", "Nothing is ignored.", PAYLOAD.replace("{\"cid", "{\"a\":1,\"cid")),
                malformed("payload-member-twice", "Two sizes.", PAYLOAD.replace("\"size\":0", "\"size\":0,\"size\":1")),
                malformed("payload-not-json", "Text.", "hello"),
                malformed("payload-key-short", "A content key of 31 bytes.", payload("key", shortKey)),
                of("payload-key-rsa", "A key of another type.", payload("key", rsaKey))
                        .fails("unsupported"),
                malformed(
                        "payload-sha256-short",
                        "31 bytes.",
                        payload("sha256", "\"" + Vector.base64url(new byte[31]) + "\"")),
                malformed("payload-size-negative", "A size below 0.", payload("size", "-1")),
                malformed("payload-size-float", "Whole numbers only.", payload("size", "1.0")),
                malformed("payload-size-text", "A number is no text.", payload("size", "\"1\"")),
                malformed("payload-name-empty", "At least one character.", payload("name", "\"\"")),
                malformed("payload-name-control", "A line end in the name.", payload("name", "\"a\\nb\"")),
                malformed("payload-name-half-pair", "Half a surrogate pair.", payload("name", "\"\\ud800\"")),
                malformed("payload-name-long", "256 characters.", payload("name", "\"" + "n".repeat(256) + "\"")),
                malformed("payload-type-not-ascii", "Printable ASCII only.", payload("type", "\"text/\u00fc\"")),
                malformed("payload-time-offset", "UTC is written Z.", payload("time", "\"2026-11-22T17:00:00+01:00\"")),
                malformed(
                        "payload-time-micros",
                        "Milliseconds at most.",
                        payload("time", "\"2026-11-22T16:00:00.123456Z\"")),
                malformed(
                        "payload-time-zero-decimals",
                        "Zero milliseconds are not written.",
                        payload("time", "\"2026-11-22T16:00:00.000Z\"")),
                malformed(
                        "payload-writer-checksum",
                        "Not in EIP-55 form.",
                        payload("writer", "\"" + Keys.ADDRESS.replace("f39F", "F39F") + "\"")));
    }

    private static Vector of(String name, String why, String payload) {
        return EnvelopeCases.on(name, why, JweWriter.withPayload(payload));
    }

    private static Vector malformed(String name, String why, String payload) {
        return of(name, why, payload).fails("malformed");
    }
}
