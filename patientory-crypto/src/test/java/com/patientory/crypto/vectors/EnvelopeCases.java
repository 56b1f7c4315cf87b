package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.JweWriter.KEY;
import static com.patientory.crypto.vectors.JweWriter.PAYLOAD;
import static com.patientory.crypto.vectors.JweWriter.entry;
import static com.patientory.crypto.vectors.JweWriter.protectedHeader;
import static com.patientory.crypto.vectors.JweWriter.wrap;
import static com.patientory.crypto.vectors.Keys.DOCTOR;
import static com.patientory.crypto.vectors.Keys.PATIENT;
import static com.patientory.crypto.vectors.Keys.STRANGER;

import java.util.stream.Stream;

/** envelope-v1: envelopes that open, and altered ones of the right form. */
final class EnvelopeCases {
    static final String KIDS = PATIENT.kid() + "\",\"" + DOCTOR.kid();
    private static final JweWriter BOTH = JweWriter.forKeys(PATIENT, DOCTOR);

    private EnvelopeCases() {}

    static Stream<Vector> all() {
        return Stream.of(valid(), recipients(), wrapped(), altered()).flatMap(cases -> cases);
    }

    static Vector on(String name, String why, Object envelope) {
        return new Vector("envelope-v1", name, why).given("reader", "patient").given("envelope", envelope.toString());
    }

    private static Vector by(Keys reader, String name, String why, Object envelope) {
        return new Vector("envelope-v1", name, why)
                .given("reader", reader.fileName())
                .given("envelope", envelope.toString());
    }

    private static Stream<Vector> valid() {
        JweWriter one = new JweWriter();
        String reordered = "{ \"protected\" : \"" + one.encodedHeader() + "\",\n \"tag\": \"" + one.tag()
                + "\", \"iv\": \"" + Vector.base64url(one.iv) + "\",\n \"ciphertext\": \"" + one.ciphertext()
                + "\", \"recipients\": [ " + one.entries + " ] }\n";
        String spelled = one.toString().replace("\"tag\":", "\"\\u0074ag\":");
        String whole = JweWriter.payload("time", "\"2026-11-22T16:00:00Z\"");
        return Stream.of(
                on("one-recipient", "The common envelope.", one).gives(PAYLOAD),
                by(DOCTOR, "second-of-two-recipients", "Each recipient opens by his own entry.", BOTH)
                        .gives(PAYLOAD),
                on("first-of-two-recipients", "Each recipient opens by his own entry.", BOTH)
                        .gives(PAYLOAD),
                on("spelled-differently", "Readers take any JSON: other order, spaces, a line end.", reordered)
                        .gives(PAYLOAD),
                on("name-escaped", "The name of a member may be written with an escape.", spelled)
                        .gives(PAYLOAD),
                on("whole-second", "The time has no decimals.", JweWriter.withPayload(whole))
                        .gives(whole),
                on(
                                "protected-in-another-order",
                                "The protected header's text is authenticated as it stands, canonical or not.",
                                JweWriter.withHeader("{\"typ\":\"patientory-envelope-v1+json\", \"kids\":[\""
                                        + PATIENT.kid() + "\"], \"enc\":\"A256GCM\"}"))
                        .gives(PAYLOAD));
    }

    private static Stream<Vector> recipients() {
        String patient = entry(PATIENT);
        String doctor = entry(DOCTOR);
        JweWriter alone = new JweWriter();
        String relisted =
                BOTH.toString().replace(BOTH.entries, patient).replace(BOTH.encodedHeader(), alone.encodedHeader());
        String added = new JweWriter().toString().replace(patient, patient + "," + doctor);
        return Stream.of(
                by(STRANGER, "reader-not-a-recipient", "No entry for this key.", BOTH)
                        .fails("not-a-recipient"),
                integrity(
                        "recipient-stripped",
                        "The doctor's entry was taken out; the protected list still names him.",
                        BOTH.toString().replace(BOTH.entries, patient)),
                integrity(
                        "recipient-stripped-from-list-too",
                        "The list was made to fit; the tag covers the list.",
                        relisted),
                integrity("recipient-added", "An entry that the protected list does not name.", added),
                integrity(
                        "recipients-reordered",
                        "The entries stand in another order than the list.",
                        BOTH.toString().replace(BOTH.entries, doctor + "," + patient)),
                integrity(
                        "recipients-renamed",
                        "The two entries bear each other's kid, in the order of the list.",
                        BOTH.toString()
                                .replace(
                                        BOTH.entries,
                                        entry("RSA-OAEP-256", PATIENT.kid(), wrap(DOCTOR, "SHA-256", KEY)) + ","
                                                + entry("RSA-OAEP-256", DOCTOR.kid(), wrap(PATIENT, "SHA-256", KEY)))));
    }

    private static Stream<Vector> wrapped() {
        byte[] large = new byte[384];
        java.util.Arrays.fill(large, (byte) 0xff);
        byte[] flipped = BodyCases.flip(wrap(PATIENT, "SHA-256", KEY), 383);
        return Stream.of(
                wrapped("encrypted-key-flipped", "It does not unwrap.", flipped),
                wrapped("encrypted-key-beyond-modulus", "A number that is none modulo the key.", large),
                wrapped("encrypted-key-zero", "The number 0.", new byte[384]),
                wrapped(
                        "encrypted-key-with-sha1-in-mgf1",
                        "What the platform's name for OAEP gives without parameters: SHA-1 in MGF1.",
                        wrap(PATIENT, "SHA-1", KEY)),
                wrapped(
                        "encrypted-key-pkcs1",
                        "PKCS #1 version 1.5 under the name of OAEP.",
                        JweWriter.wrapPkcs1(PATIENT, KEY)),
                wrapped(
                        "encrypted-key-of-16-bytes",
                        "It unwraps to a key of AES-128.",
                        wrap(PATIENT, "SHA-256", new byte[16])),
                wrapped(
                        "encrypted-key-another",
                        "It unwraps, to the key of another envelope.",
                        wrap(PATIENT, "SHA-256", Fixed.bytes("another key", 32))));
    }

    private static Vector wrapped(String name, String why, byte[] encryptedKey) {
        String entry = entry("RSA-OAEP-256", PATIENT.kid(), encryptedKey);
        return integrity(name, why, JweWriter.withEntries(entry));
    }

    private static Stream<Vector> altered() {
        JweWriter one = new JweWriter();
        JweWriter other = new JweWriter();
        other.iv = Fixed.bytes("another iv", 12);
        String spaced = Vector.base64url(
                (protectedHeader(PATIENT.kid()) + " ").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Stream.of(
                integrity(
                        "ciphertext-flipped",
                        "One bit.",
                        one.toString().replace(one.ciphertext(), flipFirst(one.ciphertext()))),
                integrity("tag-flipped", "One bit.", one.toString().replace(one.tag(), flipFirst(one.tag()))),
                integrity(
                        "iv-of-another-envelope",
                        "Same key, other IV.",
                        one.toString().replace(Vector.base64url(one.iv), Vector.base64url(other.iv))),
                integrity(
                        "protected-respelled",
                        "The same header with a space behind it; the tag covers the text.",
                        one.toString().replace(one.encodedHeader(), spaced)),
                integrity(
                        "ciphertext-cut",
                        "The last four characters of the ciphertext are missing.",
                        one.toString()
                                .replace(
                                        one.ciphertext(),
                                        one.ciphertext()
                                                .substring(0, one.ciphertext().length() / 4 * 4 - 4))));
    }

    /** Another first character that differs in its lowest bit. */
    private static String flipFirst(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(text.charAt(0)) ^ 1) + text.substring(1);
    }

    private static Vector integrity(String name, String why, Object envelope) {
        return on(name, why, envelope).fails("integrity");
    }
}
