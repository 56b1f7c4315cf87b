package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.jose.Base64Url;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a reader refuses in the entries of the kinds beside RSA, in his own entry and in another's. */
class EnvelopeEntriesTest {
    private static final String ZEROS = Base64Url.encode(new byte[32]);

    private static SealedBody sealed;

    @BeforeAll
    static void seal() throws IOException {
        sealed = RecordCipher.create().encrypt(new ByteArrayInputStream(new byte[1]), OutputStream.nullOutputStream());
    }

    @TestFactory
    Stream<DynamicTest> parse_ecdhEntry_isStrict() {
        return Stream.of(
                refused(Keys.P256, "no epk", MalformedException.class, t -> t.replace("\"epk\"", "\"epq\"")),
                refused(
                        Keys.P256,
                        "apu",
                        MalformedException.class,
                        t -> t.replace("\"epk\"", "\"apu\":\"QQ\",\"epk\"")),
                refused(
                        Keys.P256,
                        "apv",
                        MalformedException.class,
                        t -> t.replace("\"epk\"", "\"apv\":\"QQ\",\"epk\"")),
                refused(Keys.P256, "crit", MalformedException.class, t -> t.replace("\"epk\"", "\"crit\":[],\"epk\"")),
                refused(Keys.P256, "enc", MalformedException.class, t -> t.replace("\"epk\"", "\"enc\":\"A\",\"epk\"")),
                refused(Keys.P256, "zip", MalformedException.class, t -> t.replace(",\"kid", ",\"zip\":\"DEF\",\"kid")),
                refused(
                        Keys.P256,
                        "epk twice",
                        MalformedException.class,
                        t -> t.replace("\"epk\"", "\"epk\":{},\"epk\"")),
                refused(Keys.P256, "epk text", MalformedException.class, t -> t.replaceAll("\\{\"crv[^}]*}", "\"A\"")),
                refused(
                        Keys.P256,
                        "private epk",
                        MalformedException.class,
                        t -> t.replace("\"crv", "\"d\":\"AA\",\"crv")),
                refused(Keys.P256, "no y", MalformedException.class, t -> t.replaceAll(",\"y\":\"[^\"]*\"", "")),
                refused(Keys.P256, "short x", MalformedException.class, t -> coordinate(t, "x", new byte[31])),
                refused(Keys.P256, "long y", MalformedException.class, t -> coordinate(t, "y", new byte[33])),
                refused(Keys.X25519, "with y", MalformedException.class, t -> t.replace("\"x\"", "\"y\":\"AA\",\"x\"")),
                refused(Keys.X25519, "short x", MalformedException.class, t -> coordinate(t, "x", new byte[31])),
                refused(Keys.P256, "P-384", UnsupportedException.class, t -> t.replace("P-256", "P-384")),
                refused(Keys.P256, "secp256k1", UnsupportedException.class, t -> t.replace("P-256", "secp256k1")),
                refused(Keys.X25519, "X448", UnsupportedException.class, t -> t.replace("\"X25519", "\"X448")),
                refused(Keys.P256, "OKP of P-256", UnsupportedException.class, t -> t.replace("\"EC\"", "\"OKP\"")),
                refused(Keys.P256, "ECDH-ES alone", UnsupportedException.class, t -> t.replace("+A256KW", "")),
                refused(Keys.P256, "A128KW", UnsupportedException.class, t -> t.replace("+A256KW", "+A128KW")),
                refused(Keys.P256, "39 bytes", MalformedException.class, t -> key(t, new byte[39])),
                refused(Keys.P256, "a key of RSA", MalformedException.class, t -> key(t, new byte[384])));
    }

    @TestFactory
    Stream<DynamicTest> parse_vaultEntry_isStrict() {
        return Stream.of(
                refused(
                        Keys.VAULT,
                        "no iv",
                        MalformedException.class,
                        t -> t.replaceAll("(A256GCMKW\",)\"iv\":[^,]*,", "$1")),
                refused(Keys.VAULT, "short iv", MalformedException.class, t -> member(t, "GCMKW\",\"iv", new byte[11])),
                refused(Keys.VAULT, "long tag", MalformedException.class, t -> kidThen(t, "tag", new byte[17])),
                refused(Keys.VAULT, "16 bytes", MalformedException.class, t -> key(t, new byte[16])),
                refused(Keys.VAULT, "40 bytes", MalformedException.class, t -> key(t, new byte[40])),
                refused(Keys.VAULT, "A256KW", UnsupportedException.class, t -> t.replace("A256GCMKW", "A256KW")),
                refused(Keys.VAULT, "A128GCMKW", UnsupportedException.class, t -> t.replace("A256GCMKW", "A128GCMKW")));
    }

    @TestFactory
    Stream<DynamicTest> parse_xWingEntry_isStrict() {
        return Stream.of(
                refused(Keys.X_WING, "short ek", MalformedException.class, t -> member(t, "\"ek", new byte[1119])),
                refused(Keys.X_WING, "epk", MalformedException.class, t -> t.replace("\"ek\"", "\"epk\"")),
                refused(Keys.X_WING, "another draft", UnsupportedException.class, t -> t.replace("Wing-10", "Wing-11")),
                refused(
                        Keys.X_WING,
                        "a registered look",
                        UnsupportedException.class,
                        t -> t.replace("EXPERIMENTAL-", "")));
    }

    @Test
    void parse_unknownAlg_namesFieldAndValue() {
        String text = text(Keys.P256).replace("ECDH-ES+A256KW", "RSA1_5");
        UnsupportedException refused = assertThrows(UnsupportedException.class, () -> parse(text));
        assertEquals("envelope-v1 alg", refused.feature());
        assertEquals("RSA1_5", refused.found());
    }

    /** Points are looked at by the one whom the entry is for; the failure is the one of every other damage. */
    @TestFactory
    Stream<DynamicTest> open_badPointInMyEntry_failsIntegrityLikeAnyDamage() {
        return Stream.of(
                damaged(Keys.P256, "off the curve", t -> coordinate(t, "x", new byte[32])),
                damaged(
                        Keys.P256,
                        "beyond the field",
                        t -> t.replaceAll("\"y\":\"[^\"]*", "\"y\":\"" + "_".repeat(42) + "8")),
                damaged(Keys.X25519, "zero", t -> coordinate(t, "x", new byte[32])),
                damaged(Keys.X25519, "another point", t -> coordinate(t, "x", Records.bytes(32, 1))),
                damaged(
                        Keys.P256,
                        "of the other curve",
                        t -> t.replaceAll(
                                "\\{\"crv[^}]*}", "{\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"" + ZEROS + "\"}")),
                damaged(Keys.P256, "key", t -> key(t, new byte[40])),
                damaged(Keys.VAULT, "key", t -> key(t, new byte[32])),
                damaged(Keys.VAULT, "iv", t -> member(t, "GCMKW\",\"iv", new byte[12])),
                damaged(Keys.X_WING, "ek", t -> member(t, "\"ek", new byte[1120])),
                damaged(Keys.X_WING, "key", t -> key(t, new byte[40])));
    }

    private static DynamicTest damaged(RecipientKey reader, String name, UnaryOperator<String> change) {
        return dynamicTest(Keys.nameOf(reader) + " " + name, () -> {
            KeyEnvelope envelope = parse(changed(reader, change));
            String kid = reader.recipient().kid();
            IntegrityException refused = assertThrows(IntegrityException.class, () -> envelope.open(reader));
            assertEquals(
                    "envelope-v1: it was altered, or its entry for the key " + kid + " is not its own",
                    refused.getMessage());
        });
    }

    private static DynamicTest refused(
            RecipientKey reader,
            String name,
            Class<? extends PatientoryCryptoException> expected,
            UnaryOperator<String> change) {
        return dynamicTest(
                Keys.nameOf(reader) + " " + name, () -> assertThrows(expected, () -> parse(changed(reader, change))));
    }

    private static String changed(RecipientKey reader, UnaryOperator<String> change) {
        String text = text(reader);
        String changed = change.apply(text);
        assertFalse(changed.equals(text), "the change changes nothing");
        return changed;
    }

    private static String text(RecipientKey reader) {
        KeyEnvelope envelope = sealed.envelope(Records.METADATA, List.of(reader.recipient()));
        return new String(envelope.toBytes(), StandardCharsets.UTF_8);
    }

    private static KeyEnvelope parse(String text) {
        return KeyEnvelope.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String coordinate(String text, String name, byte[] value) {
        return text.replaceAll("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":\"" + Base64Url.encode(value) + "\"");
    }

    private static String key(String text, byte[] value) {
        return member(text, "\"encrypted_key", value);
    }

    private static String member(String text, String nameWithStart, byte[] value) {
        int from = text.indexOf(nameWithStart + "\":\"") + nameWithStart.length() + 3;
        return text.substring(0, from) + Base64Url.encode(value) + text.substring(text.indexOf('"', from));
    }

    private static String kidThen(String text, String name, byte[] value) {
        int kid = text.indexOf("\"kid\"");
        return text.substring(0, kid) + member(text.substring(kid), "\"" + name, value);
    }
}
