package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.FloeWriter.join;
import static com.patientory.crypto.vectors.Vector.base64url;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes ptoy-v1 from its specification, in parts that a case may replace. */
final class PtoyWriter {
    static final int PAGE = 4096;
    static final KindKey READER = KindKey.P256;
    static final byte[] PLAIN = "One file for envelope and body.".getBytes(StandardCharsets.US_ASCII);
    static final byte[] BODY = new FloeWriter("single file", FloeWriter.SEGMENT).body(PLAIN);
    static final byte[] HEAD = head("8950544f590d0a1a", 1, PAGE);
    /** Two envelopes of the body; which of them is current shows by the name. */
    static final String EARLIER = envelope(payload("earlier.txt"));

    static final String LATER = envelope(payload("later.txt"));

    byte[] preamble = Arrays.copyOf(HEAD, PAGE);
    byte[] first = slot(1, EARLIER);
    byte[] second = slot(1, EARLIER);
    byte[] body = BODY;

    static PtoyWriter of(byte[] first, byte[] second) {
        PtoyWriter file = new PtoyWriter();
        file.first = first;
        file.second = second;
        return file;
    }

    static byte[] head(String magic, int version, int slotBytes) {
        return ByteBuffer.allocate(16)
                .put(java.util.HexFormat.of().parseHex(magic))
                .putInt(version)
                .putInt(slotBytes)
                .array();
    }

    static byte[] slot(long sequence, String envelope) {
        return slot(HEAD, sequence, envelope);
    }

    static byte[] slot(byte[] head, long sequence, String envelope) {
        byte[] bytes = envelope.getBytes(StandardCharsets.UTF_8);
        return slot(head, sequence, bytes.length, bytes);
    }

    /** With the right SHA-256 for whatever it says of itself; as large as the head says. */
    static byte[] slot(byte[] head, long sequence, int length, byte[] content) {
        byte[] start = ByteBuffer.allocate(12).putLong(sequence).putInt(length).array();
        byte[] rest = Arrays.copyOf(content, ByteBuffer.wrap(head).getInt(12) - 44);
        return join(start, Fixed.sha256(join(head, start, rest)), rest);
    }

    static String payload(String name) {
        return payload(name, PLAIN);
    }

    /** Size and SHA-256 are those of the text given. */
    static String payload(String name, byte[] plain) {
        return "{\"key\":{\"k\":\"" + base64url(FloeWriter.KEY) + "\",\"kty\":\"oct\"},\"name\":\"" + name
                + "\",\"sha256\":\"" + base64url(Fixed.sha256(plain)) + "\",\"size\":" + plain.length
                + ",\"time\":\"2026-11-22T16:00:00Z\",\"type\":\"text/plain\",\"writer\":\"" + Keys.ADDRESS + "\"}";
    }

    static String envelope(String payload) {
        return envelope(READER, payload);
    }

    static String envelope(KindKey reader, String payload) {
        JweWriter writer = KindWriter.envelope(reader.kid(), KindWriter.entry(reader));
        writer.payload = payload.getBytes(StandardCharsets.UTF_8);
        writer.iv = Fixed.bytes(payload, 12);
        return writer.toString();
    }

    /** What a reader gives: canonical JSON. */
    static String result(String payload) {
        return "{\"payload\":" + payload + ",\"plaintext\":\"" + base64url(PLAIN) + "\"}";
    }

    byte[] bytes() {
        return join(preamble, first, second, body);
    }
}
