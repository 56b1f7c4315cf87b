package com.patientory.crypto.vectors;

import static com.patientory.crypto.vectors.EnvelopeCases.on;
import static com.patientory.crypto.vectors.JweWriter.KEY;
import static com.patientory.crypto.vectors.JweWriter.entry;
import static com.patientory.crypto.vectors.JweWriter.protectedHeader;
import static com.patientory.crypto.vectors.JweWriter.wrap;
import static com.patientory.crypto.vectors.JweWriter.wrapPkcs1;
import static com.patientory.crypto.vectors.Keys.PATIENT;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** envelope-v1: algorithms that are not ours, and JSON that is not of the form. */
final class EnvelopeFormCases {
    private static final JweWriter ONE = new JweWriter();
    private static final String TEXT = ONE.toString();
    private static final String HEADER = protectedHeader(PATIENT.kid());

    private EnvelopeFormCases() {}

    static Stream<Vector> all() {
        return Stream.of(algorithms(), header(), members(), json(), encoding()).flatMap(cases -> cases);
    }

    private static Stream<Vector> algorithms() {
        return Stream.of(
                alg("RSA1_5", "Open to Bleichenbacher's attack.", wrapPkcs1(PATIENT, KEY)),
                alg("RSA-OAEP", "SHA-1.", wrap(PATIENT, "SHA-1", KEY)),
                alg("RSA-OAEP-512", "Not in this version.", wrap(PATIENT, "SHA-256", KEY)),
                alg("dir", "The content encryption key shared beforehand.", new byte[384]),
                alg("none", "No algorithm at all.", new byte[384]),
                alg("PBES2-HS512+A256KW", "For keystore-v1 only.", new byte[384]),
                alg("rsa-oaep-256", "Names are compared as they stand.", wrap(PATIENT, "SHA-256", KEY)),
                header("enc-a128gcm", "Another content encryption.", "A256GCM", "A128GCM", "unsupported"),
                header("enc-a256cbc-hs512", "Another content encryption.", "A256GCM", "A256CBC-HS512", "unsupported"),
                header("typ-newer", "A later version.", "envelope-v1", "envelope-v2", "unsupported"),
                header("typ-other", "Another kind of JWE.", "patientory-envelope-v1+json", "JWE", "unsupported"),
                header("zip", "Compression lets the length tell the content.", "{", "{\"zip\":\"DEF\",", "unsupported"),
                header("crit", "Extensions that must be understood.", "{", "{\"crit\":[\"b64\"],", "unsupported"));
    }

    private static Vector alg(String alg, String why, byte[] encryptedKey) {
        String name = "alg-" + alg.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return on(
                        alg.equals("rsa-oaep-256") ? "alg-in-lower-case" : name,
                        why,
                        JweWriter.withEntries(entry(alg, PATIENT.kid(), encryptedKey)))
                .fails("unsupported");
    }

    private static Vector header(String name, String why, String from, String to, String error) {
        return on(name, why, JweWriter.withHeader(replaceFirst(HEADER, from, to)))
                .fails(error);
    }

    private static Stream<Vector> header() {
        return Stream.of(
                header("protected-unknown-member", "Nothing is ignored.", "{", "{\"x\":1,", "malformed"),
                header(
                        "protected-without-typ",
                        "It would be taken for another format.",
                        ",\"typ\":\"patientory-envelope-v1+json\"",
                        "",
                        "malformed"),
                header(
                        "protected-without-kids",
                        "Entries could be stripped unnoticed.",
                        "\"kids\":[\"" + PATIENT.kid() + "\"],",
                        "",
                        "malformed"),
                header(
                        "protected-enc-twice",
                        "Readers differ in which one they take.",
                        "{",
                        "{\"enc\":\"A128GCM\",",
                        "malformed"),
                header(
                        "protected-kids-no-list",
                        "One kid as text.",
                        "[\"" + PATIENT.kid() + "\"]",
                        "\"" + PATIENT.kid() + "\"",
                        "malformed"),
                header("protected-trailing-text", "Text behind the object.", "+json\"}", "+json\"}x", "malformed"),
                on("protected-not-json", "No object.", JweWriter.withHeader("A256GCM"))
                        .fails("malformed"));
    }

    private static Stream<Vector> members() {
        String entry = entry(PATIENT);
        return Stream.of(
                text("member-unknown", "Nothing is ignored, also not `unprotected`.", "{", "{\"unprotected\":{},"),
                text("member-aad", "JWE's own member for more additional data.", "{", "{\"aad\":\"AA\","),
                text("member-twice", "Readers differ in which one they take.", "{", "{\"tag\":\"" + ONE.tag() + "\","),
                text("member-missing", "No tag.", ",\"tag\":\"" + ONE.tag() + "\"", ""),
                text("entry-unknown-member", "Nothing is ignored.", "{\"encrypted_key\"", "{\"x\":1,\"encrypted_key\""),
                text("entry-header-unknown-member", "Nothing is ignored.", "{\"alg\"", "{\"x\":1,\"alg\""),
                text(
                        "entry-kid-twice",
                        "Readers differ in which one they take.",
                        "{\"alg\"",
                        "{\"kid\":\"" + PATIENT.kid() + "\",\"alg\""),
                text("entry-without-kid", "No name.", ",\"kid\":\"" + PATIENT.kid() + "\"", ""),
                text("entry-no-object", "A list of texts.", entry, "\"x\""),
                text("no-recipients", "Nobody could read it.", entry, ""),
                on("recipient-twice", "The same kid in two entries.", JweWriter.forKeys(PATIENT, PATIENT))
                        .fails("malformed"),
                on("kid-short", "A kid of 31 bytes is no thumbprint.", shortKid())
                        .fails("malformed"),
                on(
                                "compact-serialization",
                                "A JWE, but not in General JSON Serialization.",
                                ONE.encodedHeader() + ".AA." + Vector.base64url(ONE.iv) + "." + ONE.ciphertext() + "."
                                        + ONE.tag())
                        .fails("malformed"));
    }

    private static JweWriter shortKid() {
        String kid = Vector.base64url(new byte[31]);
        JweWriter writer = JweWriter.withHeader(protectedHeader(kid));
        writer.entries = entry("RSA-OAEP-256", kid, wrap(PATIENT, "SHA-256", KEY));
        return writer;
    }

    private static Stream<Vector> json() {
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        byte[] invalid = utf8.clone();
        invalid[2] = (byte) 0xff;
        byte[] mark = FloeWriter.join(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, utf8);
        return Stream.of(
                on("nothing", "An empty document.", "").fails("malformed"),
                on("list", "A list around the object.", "[" + TEXT + "]").fails("malformed"),
                on("trailing-text", "One character behind the object.", TEXT + "x")
                        .fails("malformed"),
                on("trailing-object", "A second object.", TEXT + "{}").fails("malformed"),
                on("cut", "The last brace is missing.", TEXT.substring(0, TEXT.length() - 1))
                        .fails("malformed"),
                text("comment", "JSON has no comments.", "{", "{/* */"),
                text("trailing-comma", "JSON has none.", "}]", "},]"),
                text("single-quotes", "JSON has none.", "\"tag\"", "'tag'"),
                on("larger-than-64-kib", "65,537 bytes, by spaces.", TEXT + " ".repeat(65_537 - TEXT.length()))
                        .fails("malformed"),
                binary("not-utf-8", "A byte FF in a name.", invalid),
                binary("byte-order-mark", "UTF-8 with a mark in front.", mark),
                binary("utf-16", "Another encoding.", TEXT.getBytes(StandardCharsets.UTF_16LE)));
    }

    private static Vector binary(String name, String why, byte[] envelope) {
        return new Vector("envelope-v1", name, why)
                .given("reader", "patient")
                .given("envelope_base64url", envelope)
                .fails("malformed");
    }

    private static Stream<Vector> encoding() {
        String iv = Vector.base64url(ONE.iv);
        byte[] wrapped = wrap(PATIENT, "SHA-256", KEY);
        return Stream.of(
                text("base64url-padding", "Padded.", ONE.tag(), ONE.tag() + "=="),
                text(
                        "base64url-surplus-bits",
                        "The same octets by another last character.",
                        ONE.tag(),
                        surplus(ONE.tag())),
                text("base64url-other-alphabet", "A plus sign.", iv, "+" + iv.substring(1)),
                text("base64url-space", "A space inside.", iv, iv.substring(0, 8) + " " + iv.substring(8)),
                text("base64url-impossible-length", "4n + 1 characters.", iv, iv + "A"),
                text("iv-of-16-bytes", "The IV has 12.", iv, Vector.base64url(new byte[16])),
                text(
                        "tag-of-12-bytes",
                        "A short tag is easier to forge.",
                        ONE.tag(),
                        ONE.tag().substring(0, 16)),
                text("ciphertext-empty", "No payload.", ONE.ciphertext(), ""),
                text(
                        "encrypted-key-short",
                        "256 bytes: a key of 2048 bits.",
                        Vector.base64url(wrapped),
                        Vector.base64url(new byte[256])),
                text(
                        "encrypted-key-long",
                        "513 bytes: beyond 4096 bits.",
                        Vector.base64url(wrapped),
                        Vector.base64url(new byte[513])));
    }

    /** Sets the lowest bit of the last character, which carries none of the last octet of 16. */
    private static String surplus(String text) {
        return text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) + 1);
    }

    private static Vector text(String name, String why, String from, String to) {
        return on(name, why, replaceFirst(TEXT, from, to)).fails("malformed");
    }

    private static String replaceFirst(String text, String from, String to) {
        int at = text.indexOf(from);
        if (at < 0) {
            throw new AssertionError("Nothing to replace: " + from);
        }
        return text.substring(0, at) + to + text.substring(at + from.length());
    }
}
