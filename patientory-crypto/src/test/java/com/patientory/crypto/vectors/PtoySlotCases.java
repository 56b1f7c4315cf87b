package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.FloeWriter.join;
import static com.patientory.crypto.vectors.PtoyWriter.EARLIER;
import static com.patientory.crypto.vectors.PtoyWriter.HEAD;
import static com.patientory.crypto.vectors.PtoyWriter.LATER;
import static com.patientory.crypto.vectors.PtoyWriter.PAGE;
import static com.patientory.crypto.vectors.PtoyWriter.envelope;
import static com.patientory.crypto.vectors.PtoyWriter.payload;
import static com.patientory.crypto.vectors.PtoyWriter.slot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** ptoy-v1: which of the two slots counts, and whether it is one. */
final class PtoySlotCases {
    private static final long MAX_SEQUENCE = (1L << 53) - 1;
    private static final byte[] OLD = slot(1, EARLIER);
    private static final byte[] NEW = slot(2, LATER);
    private static final byte[] EMPTY = new byte[PAGE];

    private PtoySlotCases() {}

    static Stream<Vector> all() {
        return Stream.of(current(), torn(), sequences(), lengths(), digests(), envelopes())
                .flatMap(cases -> cases);
    }

    private static Stream<Vector> current() {
        return Stream.of(
                earlier("both-slots-same", "A file at rest.", OLD, OLD),
                later("first-slot-newer", "The higher sequence number counts.", NEW, OLD),
                later("second-slot-newer", "The higher sequence number counts.", OLD, NEW),
                earlier(
                        "sequence-equal-and-envelopes-differ",
                        "No writer makes this; slot 0 counts, so that all readers agree.",
                        OLD,
                        slot(1, LATER)),
                later(
                        "sequence-compared-as-number",
                        "2^32 is more than 2: all 64 bits count.",
                        slot(2, EARLIER),
                        slot(1L << 32, LATER)),
                later(
                        "sequence-largest",
                        "2^53 - 1 is permitted.",
                        slot(MAX_SEQUENCE - 1, EARLIER),
                        slot(MAX_SEQUENCE, LATER)));
    }

    private static Stream<Vector> torn() {
        byte[] torn = join(Arrays.copyOf(NEW, 512), Arrays.copyOfRange(OLD, 512, PAGE));
        return Stream.of(
                earlier("first-slot-torn", "A write that was cut short after 512 bytes.", torn, OLD),
                earlier("second-slot-torn", "A write that was cut short after 512 bytes.", OLD, torn),
                later("older-slot-torn", "The newer one is whole.", torn, NEW),
                refused("both-slots-torn", "Neither is valid.", torn, torn),
                earlier("first-slot-empty", "Zeros.", EMPTY, OLD),
                earlier("second-slot-empty", "Zeros.", OLD, EMPTY),
                refused("both-slots-empty", "Zeros; their sequence number and length are 0.", EMPTY, EMPTY));
    }

    private static Stream<Vector> sequences() {
        return Stream.of(
                refused("sequence-zero", "1 is the smallest; the SHA-256 is right.", slot(0, LATER), EMPTY),
                earlier(
                        "sequence-above-the-largest",
                        "2^53, which not every language counts to; the SHA-256 is right.",
                        slot(MAX_SEQUENCE + 1, LATER),
                        OLD),
                earlier("sequence-all-bits", "2^64 - 1, not -1; the SHA-256 is right.", OLD, slot(-1, LATER)),
                refused(
                        "sequence-above-the-largest-in-both",
                        "Neither is valid.",
                        slot(MAX_SEQUENCE + 1, LATER),
                        slot(MAX_SEQUENCE + 1, LATER)));
    }

    private static Stream<Vector> lengths() {
        byte[] bytes = LATER.getBytes(StandardCharsets.UTF_8);
        String longest = LATER + " ".repeat(PAGE - 44 - bytes.length);
        byte[] more = (longest + " ").getBytes(StandardCharsets.UTF_8);
        byte[] padded = (LATER + "\0 ").getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                later(
                        "length-largest",
                        "The envelope fills the slot: 4,052 bytes, spaces behind it.",
                        slot(2, longest),
                        OLD),
                earlier(
                        "length-too-large",
                        "4,053 bytes, more than the slot has; the SHA-256 is right.",
                        slot(HEAD, 2, more.length, more),
                        OLD),
                earlier(
                        "length-all-bits",
                        "2^32 - 1, not -1: refuse before memory is set aside.",
                        slot(HEAD, 2, -1, bytes),
                        OLD),
                earlier("length-zero", "There is always an envelope.", OLD, slot(HEAD, 2, 0, new byte[0])),
                refused("length-zero-in-both", "Neither is valid.", slot(HEAD, 2, 0, bytes), slot(HEAD, 2, 0, bytes)),
                earlier(
                        "padding-not-zero",
                        "A space behind the envelope and a zero; the SHA-256 is right.",
                        slot(HEAD, 2, bytes.length, padded),
                        OLD),
                earlier(
                        "padding-not-zero-at-the-end",
                        "The last byte of the slot; the SHA-256 is right.",
                        OLD,
                        slot(HEAD, 2, bytes.length, lastByte(bytes))));
    }

    private static byte[] lastByte(byte[] envelope) {
        byte[] content = Arrays.copyOf(envelope, PAGE - 44);
        content[content.length - 1] = 1;
        return content;
    }

    private static Stream<Vector> digests() {
        byte[] start = Arrays.copyOf(NEW, 12);
        byte[] rest = Arrays.copyOfRange(NEW, 44, PAGE);
        byte[] envelope = LATER.getBytes(StandardCharsets.UTF_8);
        byte[] otherHead = PtoyWriter.head("8950544f590d0a1a", 1, 2 * PAGE);
        return Stream.of(
                earlier("digest-flipped", "One bit of the SHA-256.", BodyCases.flip(NEW, 12), OLD),
                refused(
                        "digest-flipped-in-both",
                        "Neither is valid.",
                        BodyCases.flip(OLD, 43),
                        BodyCases.flip(OLD, 43)),
                earlier(
                        "digest-without-preamble",
                        "The preamble's 16 bytes are covered.",
                        digested(start, rest, start, rest),
                        OLD),
                earlier(
                        "digest-without-sequence",
                        "Sequence number and length are covered.",
                        digested(start, rest, HEAD, rest),
                        OLD),
                earlier(
                        "digest-of-the-envelope-alone",
                        "The zeros behind the envelope are covered, and so is all before it.",
                        digested(start, rest, envelope),
                        OLD),
                earlier(
                        "digest-for-another-slot-size",
                        "Under a preamble that says 8,192.",
                        digested(start, rest, otherHead, start, rest),
                        OLD));
    }

    /** A slot whose SHA-256 is that of something else than the format says. */
    private static byte[] digested(byte[] start, byte[] rest, byte[]... covered) {
        return join(start, Fixed.sha256(join(covered)), rest);
    }

    private static Stream<Vector> envelopes() {
        String forOther = envelope(KindKey.X25519_KEY, payload("later.txt"));
        return Stream.of(
                on(
                                "reader-removed",
                                "The older slot still has his entry: the current one counts, whoever can open it.",
                                PtoyWriter.of(OLD, slot(2, forOther)))
                        .fails("not-a-recipient"),
                on(
                                "envelope-malformed",
                                "A valid slot that holds no envelope; the older slot is not gone back to.",
                                PtoyWriter.of(slot(2, "{}"), OLD))
                        .fails("malformed"),
                on(
                                "envelope-of-a-vault-key",
                                "Another type of envelope.",
                                PtoyWriter.of(slot(2, LATER.replace(encoded(LATER), encodedAsVault(LATER))), OLD))
                        .fails("unsupported"),
                refused(
                        "envelope-altered",
                        "The SHA-256 is right, so the slot is valid; the envelope protects itself.",
                        slot(2, LATER.replaceFirst("\"tag\":\"....", "\"tag\":\"AAAA")),
                        OLD));
    }

    private static String encoded(String envelope) {
        return envelope.replaceAll(".*\"protected\":\"([^\"]*)\".*", "$1");
    }

    private static String encodedAsVault(String envelope) {
        String header =
                new String(java.util.Base64.getUrlDecoder().decode(encoded(envelope)), StandardCharsets.US_ASCII);
        return KeystoreCases.encoded(header.replace("patientory-envelope-v1", "patientory-vault-key-v1"));
    }

    static Vector on(String name, String why, PtoyWriter file) {
        return new Vector("ptoy-v1", name, why)
                .given("reader", PtoyWriter.READER.fileName())
                .given("file", file.bytes());
    }

    private static Vector earlier(String name, String why, byte[] first, byte[] second) {
        return on(name, why, PtoyWriter.of(first, second)).gives(PtoyWriter.result(payload("earlier.txt")));
    }

    private static Vector later(String name, String why, byte[] first, byte[] second) {
        return on(name, why, PtoyWriter.of(first, second)).gives(PtoyWriter.result(payload("later.txt")));
    }

    private static Vector refused(String name, String why, byte[] first, byte[] second) {
        return on(name, why, PtoyWriter.of(first, second)).fails("integrity");
    }
}
