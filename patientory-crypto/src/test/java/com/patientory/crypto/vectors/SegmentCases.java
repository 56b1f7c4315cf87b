package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.BodyCases.flip;
import static com.patientory.crypto.vectors.BodyCases.integrity;
import static com.patientory.crypto.vectors.FloeWriter.HEADER;
import static com.patientory.crypto.vectors.FloeWriter.NOT_FINAL;
import static com.patientory.crypto.vectors.FloeWriter.PLAIN;
import static com.patientory.crypto.vectors.FloeWriter.SEGMENT;
import static com.patientory.crypto.vectors.FloeWriter.join;

import java.util.Arrays;
import java.util.stream.Stream;

/** body-v1: segments cut, moved, repeated, forged. */
final class SegmentCases {
    private static final FloeWriter FLOE = new FloeWriter("segments", SEGMENT);
    private static final byte[] PLAINTEXT = Fixed.bytes("segments", 2 * PLAIN + 9);
    private static final byte[] FIRST = Arrays.copyOf(PLAINTEXT, PLAIN);
    private static final byte[] SECOND = Arrays.copyOfRange(PLAINTEXT, PLAIN, 2 * PLAIN);
    private static final byte[] REST = Arrays.copyOfRange(PLAINTEXT, 2 * PLAIN, PLAINTEXT.length);
    private static final byte[] BODY = FLOE.body(PLAINTEXT);
    private static final byte[] SMALL = FLOE.body(REST);

    private SegmentCases() {}

    static Stream<Vector> all() {
        return Stream.of(cut(), moved(), forged(), flipped()).flatMap(cases -> cases);
    }

    private static Stream<Vector> cut() {
        return Stream.of(
                integrity(
                        "cut-in-length", "Two bytes of the final segment's length.", Arrays.copyOf(SMALL, HEADER + 2)),
                integrity("cut-in-nonce", "The final segment ends in its nonce.", Arrays.copyOf(SMALL, HEADER + 9)),
                integrity("cut-before-tag", "All of the ciphertext, none of the tag.", cutEnd(SMALL, 16)),
                integrity("cut-in-tag", "The last byte is missing.", cutEnd(SMALL, 1)),
                integrity(
                        "cut-between-segments",
                        "Only whole, authentic segments are left; nothing but the missing final one shows the cut.",
                        Arrays.copyOf(BODY, HEADER + 2 * SEGMENT)),
                integrity(
                        "cut-in-inner-segment",
                        "The body ends inside its second segment.",
                        Arrays.copyOf(BODY, HEADER + SEGMENT + 1000)),
                integrity("trailing-byte", "One byte behind the final segment.", join(SMALL, new byte[1])),
                integrity(
                        "trailing-byte-behind-full-final-segment",
                        "A reader that reads whole segments must look for one byte more.",
                        join(FLOE.body(FIRST), new byte[1])),
                integrity(
                        "trailing-segment",
                        "The final segment once more.",
                        join(BODY, Arrays.copyOfRange(BODY, HEADER + 2 * SEGMENT, BODY.length))));
    }

    private static byte[] cutEnd(byte[] body, int bytes) {
        return Arrays.copyOf(body, body.length - bytes);
    }

    private static Stream<Vector> moved() {
        byte[] head = FLOE.header();
        byte[] first = FLOE.segment(0, false, FIRST);
        byte[] second = FLOE.segment(1, false, SECOND);
        byte[] last = FLOE.segment(2, true, REST);
        byte[] foreign = new FloeWriter("segments of another body", SEGMENT).segment(0, false, FIRST);
        return Stream.of(
                integrity("segments-swapped", "Each is authentic at its place only.", join(head, second, first, last)),
                integrity("segment-repeated", "The first segment twice.", join(head, first, first, second, last)),
                integrity("segment-missing", "The second segment was taken out.", join(head, first, last)),
                integrity("first-segment-missing", "The first segment was taken out.", join(head, second, last)),
                integrity("final-segment-alone", "Both inner segments were taken out.", join(head, last)),
                integrity(
                        "segment-of-another-body",
                        "Same content key, same place, same plaintext, but another IV in the header.",
                        join(head, foreign, second, last)));
    }

    private static Stream<Vector> forged() {
        byte[] head = FLOE.header();
        byte[] first = FLOE.segment(0, false, FIRST);
        return Stream.of(
                integrity(
                        "inner-segment-declared-final",
                        "An inner segment with a final one's length in front: the truncation that the final mark is for.",
                        join(head, FLOE.segment(0, false, SEGMENT, FIRST))),
                integrity(
                        "final-segment-declared-inner",
                        "A full final segment with FFFFFFFF in front, then another final one.",
                        join(head, FLOE.segment(0, true, NOT_FINAL, FIRST), FLOE.segment(1, true, REST))),
                integrity(
                        "final-segment-declared-inner-at-the-end",
                        "The same as the last of the body.",
                        join(head, FLOE.segment(0, true, NOT_FINAL, FIRST))),
                integrity("inner-segment-at-the-end", "There is no final segment.", join(head, first)),
                integrity(
                        "final-flag-wrong-in-additional-data",
                        "Declared final and of the right length, but authenticated as inner.",
                        join(head, FLOE.segment(0, false, REST.length + 32, REST))),
                integrity(
                        "final-segment-in-the-middle",
                        "Nothing may follow a final segment, even if it is authentic itself.",
                        join(head, FLOE.segment(0, true, FIRST), FLOE.segment(1, true, REST))),
                integrity(
                        "final-length-too-small",
                        "It declares one byte less than it has.",
                        join(head, FLOE.segment(0, true, REST.length + 31, REST))),
                integrity(
                        "final-length-too-large",
                        "It declares one byte more than it has.",
                        join(head, FLOE.segment(0, true, REST.length + 33, REST))),
                integrity(
                        "final-length-of-ciphertext-alone",
                        "The length counts its own 4 bytes, nonce and tag too.",
                        join(head, FLOE.segment(0, true, REST.length, REST))),
                integrity("final-length-zero", "A length of 0.", join(head, FLOE.segment(0, true, 0, REST))),
                integrity(
                        "segment-number-wrong",
                        "The only segment is authenticated as number 1.",
                        join(head, FLOE.segment(1, true, REST))));
    }

    private static Stream<Vector> flipped() {
        int second = HEADER + SEGMENT;
        return Stream.of(
                integrity("length-flipped", "One bit of an inner segment's FFFFFFFF.", flip(BODY, HEADER + 3)),
                integrity("nonce-flipped", "One bit of the second segment's nonce.", flip(BODY, second + 4)),
                integrity("ciphertext-flipped", "One bit of the second segment's ciphertext.", flip(BODY, second + 16)),
                integrity("tag-flipped", "One bit of the second segment's tag.", flip(BODY, second + SEGMENT - 1)),
                integrity("last-byte-flipped", "One bit of the final tag.", flip(BODY, BODY.length - 1)));
    }
}
