package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.PtoyWriter.BODY;
import static com.patientory.crypto.vectors.PtoyWriter.HEAD;
import static com.patientory.crypto.vectors.PtoyWriter.LATER;
import static com.patientory.crypto.vectors.PtoyWriter.PAGE;
import static com.patientory.crypto.vectors.PtoyWriter.PLAIN;
import static com.patientory.crypto.vectors.PtoyWriter.envelope;
import static com.patientory.crypto.vectors.PtoyWriter.head;
import static com.patientory.crypto.vectors.PtoyWriter.payload;
import static com.patientory.crypto.vectors.PtoyWriter.result;
import static com.patientory.crypto.vectors.PtoyWriter.slot;

import java.util.Arrays;
import java.util.stream.Stream;

/** ptoy-v1: preambles, files that end too soon, and bodies that do not fit. */
final class PtoyFormCases {
    private static final String MAGIC = "8950544f590d0a1a";
    private static final byte[] WHOLE = new PtoyWriter().bytes();
    private static final int BODY_AT = 3 * PAGE;

    private PtoyFormCases() {}

    static Stream<Vector> all() {
        return Stream.of(preambles(), slotSizes(), cuts(), bodies()).flatMap(cases -> cases);
    }

    private static Stream<Vector> preambles() {
        byte[] newer = Arrays.copyOf(head(MAGIC, 2, PAGE), PAGE);
        newer[16] = 1;
        return Stream.of(
                preamble("magic-other", "No ASCII comes first.", head("0950544f590d0a1a", 1, PAGE))
                        .fails("malformed"),
                preamble("magic-line-ends", "A text transfer made 0a0a of 0d0a.", head("8950544f590a0a1a", 1, PAGE))
                        .fails("malformed"),
                preamble("version-zero", "There was none before 1.", head(MAGIC, 0, PAGE))
                        .fails("unsupported"),
                preamble("version-newer", "A later version.", head(MAGIC, 2, PAGE))
                        .fails("unsupported"),
                preamble(
                                "version-newer-with-more-in-the-preamble",
                                "A later version may use more of it, so the version is looked at first.",
                                newer)
                        .fails("unsupported"),
                preamble("stray-byte-behind-the-slot-size", "Zero from offset 16 on.", stray(16))
                        .fails("malformed"),
                preamble("stray-byte-at-the-end-of-the-preamble", "Zero up to offset 4095.", stray(PAGE - 1))
                        .fails("malformed"));
    }

    private static byte[] stray(int at) {
        byte[] preamble = Arrays.copyOf(HEAD, PAGE);
        preamble[at] = 1;
        return preamble;
    }

    private static Vector preamble(String name, String why, byte[] head) {
        PtoyWriter file = new PtoyWriter();
        file.preamble = Arrays.copyOf(head, PAGE);
        return PtoySlotCases.on(name, why, file);
    }

    private static Stream<Vector> slotSizes() {
        byte[] larger = head(MAGIC, 1, 2 * PAGE);
        PtoyWriter file = PtoyWriter.of(slot(larger, 1, LATER), slot(larger, 1, LATER));
        file.preamble = Arrays.copyOf(larger, PAGE);
        return Stream.of(
                PtoySlotCases.on("slot-size-8192", "All offsets follow from the slot size.", file)
                        .gives(result(payload("later.txt"))),
                slotSize("slot-size-zero", "4,096 is the smallest.", 0),
                slotSize("slot-size-no-multiple", "6,144 is no multiple of 4,096.", 6144),
                slotSize("slot-size-too-large", "131,072 is the largest.", 131_072 + PAGE),
                slotSize("slot-size-unsigned", "2^32 - 4,096, not -4,096: refuse before memory is set aside.", -PAGE));
    }

    private static Vector slotSize(String name, String why, int slotBytes) {
        return preamble(name, why, head(MAGIC, 1, slotBytes)).fails("unsupported");
    }

    private static Stream<Vector> cuts() {
        return Stream.of(
                cut("nothing", "No preamble.", 0).fails("malformed"),
                cut("cut-in-magic", "7 bytes.", 7).fails("malformed"),
                cut("cut-in-preamble", "One byte of the preamble is missing.", PAGE - 1)
                        .fails("malformed"),
                cut("cut-before-slots", "No slot.", PAGE).fails("integrity"),
                cut("cut-in-first-slot", "No slot is there in full.", 2 * PAGE - 1)
                        .fails("integrity"),
                cut("cut-between-slots", "One valid slot, and no body.", 2 * PAGE)
                        .fails("integrity"),
                cut("cut-in-second-slot", "One valid slot, and no body.", BODY_AT - 1)
                        .fails("integrity"),
                cut("cut-before-body", "Both slots, and no body.", BODY_AT).fails("integrity"),
                cut("cut-in-body-header", "Within the body's first 74 bytes.", BODY_AT + FloeWriter.HEADER - 1)
                        .fails("integrity"),
                cut("cut-in-body", "The last byte is missing.", WHOLE.length - 1)
                        .fails("integrity"),
                cut("byte-behind-the-body", "The body goes to the end of the file.", WHOLE.length + 1)
                        .fails("integrity"));
    }

    private static Vector cut(String name, String why, int length) {
        PtoyWriter whole = new PtoyWriter();
        return new Vector("ptoy-v1", name, why)
                .given("reader", PtoyWriter.READER.fileName())
                .given("file", Arrays.copyOf(whole.bytes(), length));
    }

    private static Stream<Vector> bodies() {
        String untrue = payload("untrue.txt", new byte[] {1, 2, 3});
        String elsewhere = payload("elsewhere.txt")
                .replace(
                        "{\"key\"", "{\"cid\":\"bafkreihmgflpkyvmuquzn7kum22bcv7ikolcjrlno7wdftogsrvfxvym2e\",\"key\"");
        String otherKey = payload("other.txt")
                .replace(Vector.base64url(FloeWriter.KEY), Vector.base64url(Fixed.bytes("another content key", 32)));
        PtoyWriter altered = new PtoyWriter();
        altered.body = BodyCases.flip(BODY, FloeWriter.HEADER + 20);
        return Stream.of(
                around("size-and-sha256-untrue", "They are the writer's word: a reader need not compare.", untrue)
                        .gives(result(untrue)),
                around("cid-of-another-body", "It is not compared with anything in a single file.", elsewhere)
                        .gives(result(elsewhere)),
                around(
                                "envelope-of-another-body",
                                "It opens; its content key is not that of this body, whose header says so.",
                                otherKey)
                        .fails("integrity"),
                PtoySlotCases.on("body-altered", "One bit of the ciphertext (" + PLAIN.length + " bytes).", altered)
                        .fails("integrity"));
    }

    private static Vector around(String name, String why, String payload) {
        byte[] slot = slot(1, envelope(payload));
        return PtoySlotCases.on(name, why, PtoyWriter.of(slot, slot));
    }
}
