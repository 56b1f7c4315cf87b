package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.FloeWriter.HEADER;
import static com.patientory.crypto.vectors.FloeWriter.KEY;
import static com.patientory.crypto.vectors.FloeWriter.PLAIN;
import static com.patientory.crypto.vectors.FloeWriter.SEGMENT;
import static com.patientory.crypto.vectors.FloeWriter.join;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;

/** body-v1: bodies that open, and headers that do not. */
final class BodyCases {
    private static final String AAD = "patientory/v1";
    private static final byte[] SHORT = Fixed.bytes("short plaintext", 23);

    private BodyCases() {}

    static Stream<Vector> all() {
        return Stream.of(valid(), header(), parameters()).flatMap(cases -> cases);
    }

    static Vector valid(String name, String why, byte[] body, byte[] plain) {
        return on(name, why, body).gives(Vector.base64url(plain));
    }

    static Vector on(String name, String why, byte[] body) {
        return new Vector("body-v1", name, why).given("content_key", KEY).given("body", body);
    }

    private static Stream<Vector> valid() {
        FloeWriter floe = new FloeWriter("valid", SEGMENT);
        byte[] two = Fixed.bytes("plaintext", 2 * PLAIN + 17);
        byte[] full = Arrays.copyOf(two, PLAIN);
        byte[] emptyLast = join(floe.header(), floe.segment(0, false, full), floe.segment(1, true, new byte[0]));
        return Stream.of(
                valid("empty", "An empty file is one empty final segment.", floe.body(new byte[0]), new byte[0]),
                valid("one-byte", "The shortest file with content.", floe.body(new byte[] {7}), new byte[] {7}),
                valid("one-full-segment", "The final segment may be full.", floe.body(full), full),
                valid(
                        "one-byte-more-than-a-segment",
                        "The first inner segment, and a final one of one byte.",
                        floe.body(Arrays.copyOf(two, PLAIN + 1)),
                        Arrays.copyOf(two, PLAIN + 1)),
                valid("three-segments", "Two inner segments and a part.", floe.body(two), two),
                valid(
                        "empty-last-segment",
                        "Writers avoid an empty final segment behind others, readers take it.",
                        emptyLast,
                        full),
                valid(
                        "segment-size-standard",
                        "The size that writers use.",
                        new FloeWriter("standard", 65_536).body(SHORT),
                        SHORT),
                valid(
                        "segment-size-largest",
                        "16 MiB is the largest size that readers take.",
                        new FloeWriter("largest", 16 * 1024 * 1024).body(SHORT),
                        SHORT));
    }

    private static Stream<Vector> header() {
        byte[] body = new FloeWriter("header", SEGMENT).body(SHORT);
        byte[] other = new FloeWriter("another header", SEGMENT).body(SHORT);
        byte[] wrongKey = KEY.clone();
        wrongKey[31] ^= 1;
        return Stream.of(
                integrity("nothing", "No header, no content.", new byte[0]),
                integrity("header-cut", "The last byte of the header is missing.", Arrays.copyOf(body, HEADER - 1)),
                integrity("header-only", "There is always a final segment.", Arrays.copyOf(body, HEADER)),
                integrity("header-iv-flipped", "The header tag covers the IV.", flip(body, 10)),
                integrity("header-tag-flipped", "The header tag does not verify.", flip(body, HEADER - 1)),
                integrity(
                        "header-of-another-body",
                        "Its own header fits, that of another body under the same key does not: keys follow the IV.",
                        join(Arrays.copyOf(other, HEADER), Arrays.copyOfRange(body, HEADER, body.length))),
                new Vector("body-v1", "content-key-wrong", "A body opens under one key only.")
                        .given("content_key", wrongKey)
                        .given("body", body)
                        .fails("integrity"),
                integrity(
                        "aad-wrong",
                        "Written for another use of the same key, `patientory/v2`.",
                        new FloeWriter("aad", SEGMENT, "patientory/v2").body(SHORT)),
                integrity(
                        "aad-empty",
                        "A plain FLOE file without our AAD is no body.",
                        new FloeWriter("no aad", SEGMENT, "").body(SHORT)));
    }

    private static Stream<Vector> parameters() {
        byte[] body = new FloeWriter("parameters", SEGMENT).body(SHORT);
        byte[] otherSize = body.clone();
        ByteBuffer.wrap(otherSize).putInt(2, 2 * SEGMENT);
        return Stream.of(
                parameters("aead-unknown", "Only 0, AES-256-GCM, is known.", 1, 0, SEGMENT, 32),
                parameters("kdf-unknown", "Only 0, HKDF-Expand-SHA-384, is known.", 0, 1, SEGMENT, 32),
                parameters("segment-size-too-small", "4096 is the smallest.", 0, 0, SEGMENT - 1, 32),
                parameters("segment-size-too-large", "16 MiB is the largest.", 0, 0, 16 * 1024 * 1024 + 1, 32),
                parameters("segment-size-zero", "Division by it, or an endless loop.", 0, 0, 0, 32),
                parameters(
                        "segment-size-unsigned", "2^32 - 1, not -1: refuse before memory is set aside.", 0, 0, -1, 32),
                parameters("iv-length-other", "The IV has 32 bytes; the tag stands behind them.", 0, 0, SEGMENT, 31),
                integrity("segment-size-altered", "Another permitted size, but the header tag covers it.", otherSize));
    }

    private static Vector parameters(String name, String why, int aead, int kdf, int segmentBytes, int ivBytes) {
        byte[] prefix = ByteBuffer.allocate(10)
                .put((byte) aead)
                .put((byte) kdf)
                .putInt(segmentBytes)
                .putInt(ivBytes)
                .array();
        return on(name, why, new FloeWriter("parameters", AAD, prefix).body(SHORT))
                .fails("unsupported");
    }

    static Vector integrity(String name, String why, byte[] body) {
        return on(name, why, body).fails("integrity");
    }

    static byte[] flip(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }
}
