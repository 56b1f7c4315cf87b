package com.patientory.crypto;

import static com.patientory.crypto.Records.DOCTOR;
import static com.patientory.crypto.Records.METADATA;
import static com.patientory.crypto.Records.PATIENT;
import static com.patientory.crypto.Records.STRANGER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.error.UnsupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a reader refuses of an envelope that somebody has changed. */
class KeyEnvelopeTamperingTest {
    private KeyEnvelope envelope;

    @BeforeEach
    void sealForPatientAndDoctor() throws IOException {
        try (SealedBody sealed =
                RecordCipher.create().encrypt(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
            envelope = Records.envelope(sealed, PATIENT, DOCTOR);
        }
    }

    @TestFactory
    Stream<DynamicTest> open_anyPartAltered_failsIntegrity() {
        return Stream.of("iv", "ciphertext", "tag")
                .map(part -> dynamicTest(part, () -> {
                    KeyEnvelope altered = parse(json -> flip(json, "\"" + part + "\":\""));
                    assertThrows(IntegrityException.class, () -> altered.open(PATIENT));
                    assertThrows(IntegrityException.class, () -> altered.grant(PATIENT, STRANGER.recipient()));
                }));
    }

    @Test
    void open_entryAltered_failsLikeAnyOtherDamage() {
        KeyEnvelope entry = parse(json -> flip(json, "\"encrypted_key\":\""));
        KeyEnvelope tag = parse(json -> flip(json, "\"tag\":\""));
        String first = assertThrows(IntegrityException.class, () -> entry.open(PATIENT))
                .getMessage();
        String second =
                assertThrows(IntegrityException.class, () -> tag.open(PATIENT)).getMessage();
        assertEquals(first, second);
        assertEquals(METADATA, entry.open(DOCTOR).metadata(), "the other entry is untouched");
    }

    @Test
    void open_entriesExchanged_failsIntegrity() {
        String[] keys = text().split("\"encrypted_key\":\"", -1);
        String mine = keys[1].substring(0, 512);
        String others = keys[2].substring(0, 512);
        KeyEnvelope exchanged =
                parse(json -> json.replace(mine, "#").replace(others, mine).replace("#", others));
        assertThrows(IntegrityException.class, () -> exchanged.open(PATIENT));
    }

    @Test
    void parse_recipientStrippedOrReordered_failsIntegrity() {
        String text = text();
        int from = text.indexOf("[{") + 1;
        int middle = text.indexOf("},{") + 1;
        int to = text.indexOf("}]") + 1;
        String first = text.substring(from, middle);
        String second = text.substring(middle + 1, to);
        assertThrows(IntegrityException.class, () -> parse(json -> json.replace(first + ",", "")));
        assertThrows(IntegrityException.class, () -> parse(json -> json.replace("," + second, "")));
        assertThrows(
                IntegrityException.class,
                () -> parse(json -> json.replace(first + "," + second, second + "," + first)));
    }

    @Test
    void open_recipientStrippedFromBothLists_failsIntegrity() {
        String text = text();
        int middle = text.indexOf("},{") + 1;
        String second = text.substring(middle, text.indexOf("}]") + 1);
        KeyEnvelope stripped = parse(json -> header(
                json.replace(second, ""),
                header -> header.replace(",\"" + DOCTOR.recipient().kid() + "\"", "")));
        assertEquals(1, stripped.recipients().size());
        assertThrows(IntegrityException.class, () -> stripped.open(PATIENT));
    }

    @Test
    void parse_kidThatIsNoThumbprint_isMalformed() {
        String kid = PATIENT.recipient().kid();
        String forged = "\\n" + kid.substring(1);
        assertThrows(
                MalformedException.class,
                () -> parse(json -> header(json.replace(kid, forged), header -> header.replace(kid, forged))));
    }

    @TestFactory
    Stream<DynamicTest> parse_otherAlgorithms_areUnsupported() {
        return Stream.of("RSA1_5", "RSA-OAEP", "RSA-OAEP-512", "dir", "none", "A256KW", "ECDH-ES")
                .map(alg -> refused(alg, UnsupportedException.class, json -> json.replace("RSA-OAEP-256", alg)));
    }

    @TestFactory
    Stream<DynamicTest> parse_otherHeaders_areUnsupported() {
        return Stream.of(
                refusedHeader("zip", UnsupportedException.class, h -> h.replace("{", "{\"zip\":\"DEF\",")),
                refusedHeader("crit", UnsupportedException.class, h -> h.replace("{", "{\"crit\":[\"exp\"],")),
                refusedHeader("enc", UnsupportedException.class, h -> h.replace("A256GCM", "A128GCM")),
                refusedHeader("typ", UnsupportedException.class, h -> h.replace("-v1+json", "-v2+json")),
                refusedHeader("more", MalformedException.class, h -> h.replace("{", "{\"alg\":\"dir\",")),
                refusedHeader("duplicate", MalformedException.class, h -> h.replace("{", "{\"enc\":\"A256GCM\",")),
                refusedHeader("no kids", MalformedException.class, h -> h.replace("kids", "kidz")));
    }

    @TestFactory
    Stream<DynamicTest> parse_brokenForms_areMalformed() {
        return Stream.of(
                refused("empty", MalformedException.class, json -> ""),
                refused("cut", MalformedException.class, json -> json.substring(0, json.length() - 1)),
                refused("trailing", MalformedException.class, json -> json + "{}"),
                refused(
                        "duplicate",
                        MalformedException.class,
                        json -> json.replace("{\"ciph", "{\"iv\":\"AA\",\"ciph")),
                refused(
                        "unknown member",
                        MalformedException.class,
                        json -> json.replace("{\"ciph", "{\"aad\":\"AA\",\"ciph")),
                refused("no tag", MalformedException.class, json -> json.replace("\"tag\"", "\"tog\"")),
                refused("no recipients", MalformedException.class, json -> json.replaceAll("\\[\\{.*}]", "[]")),
                refused("twice", MalformedException.class, json -> {
                    String entry = json.substring(json.indexOf("[{") + 1, json.indexOf("},{") + 1);
                    return json.replace(entry, entry + "," + entry);
                }),
                refused("short iv", MalformedException.class, json -> json.replace("\"iv\":\"", "\"iv\":\"AAAA")),
                refused(
                        "padding",
                        MalformedException.class,
                        json -> json.replace("\",\"kid", "=\",\"kid")
                                .replace("RSA-OAEP-256=", "RSA-OAEP-256")
                                .replace("\"tag\":\"", "\"tag\":\"=")),
                refused(
                        "entry without key",
                        MalformedException.class,
                        json -> json.replace("encrypted_key", "encrypted")));
    }

    private DynamicTest refusedHeader(
            String name, Class<? extends PatientoryCryptoException> expected, UnaryOperator<String> change) {
        return refused("header " + name, expected, json -> header(json, change));
    }

    private DynamicTest refused(
            String name, Class<? extends PatientoryCryptoException> expected, UnaryOperator<String> change) {
        // The change must change something, or the test would test nothing.
        assertFalse(change.apply(text()).equals(text()), name);
        return dynamicTest(name, () -> assertThrows(expected, () -> parse(change)));
    }

    private KeyEnvelope parse(UnaryOperator<String> change) {
        return KeyEnvelope.parse(change.apply(text()).getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return new String(envelope.toBytes(), StandardCharsets.UTF_8);
    }

    private static String header(String json, UnaryOperator<String> change) {
        int from = json.indexOf("\"protected\":\"") + "\"protected\":\"".length();
        String encoded = json.substring(from, json.indexOf('"', from));
        String header = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        byte[] changed = change.apply(header).getBytes(StandardCharsets.UTF_8);
        return json.replace(encoded, Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
    }

    /** Exchanges the first character behind a marker. */
    private static String flip(String json, String marker) {
        int at = json.indexOf(marker) + marker.length();
        return json.substring(0, at) + (json.charAt(at) == 'A' ? 'B' : 'A') + json.substring(at + 1);
    }
}
