package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.patientory.crypto.error.IntegrityException;
import com.patientory.crypto.error.MalformedException;
import com.patientory.crypto.error.PatientoryCryptoException;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.ec.Secp256k1;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProvenanceTest {
    private static final WalletKey WRITER = WalletKey.generate(Keys.RANDOM);
    private static final WalletKey OTHER = WalletKey.generate(Keys.RANDOM);
    private static final byte[] KEY = Records.bytes(32, 1);

    @Test
    void open_signedEnvelope_namesTheWriterAlsoAfterGrants() throws IOException {
        KeyEnvelope envelope;
        try (SealedBody body = body()) {
            envelope = body.envelope(metadata(WRITER, "bafy"), List.of(Keys.P256.recipient()), WRITER);
        }
        KeyEnvelope granted = envelope.grant(Keys.P256, Keys.X25519.recipient());
        KeyEnvelope copy = granted.copyFor(Keys.X25519, Keys.RSA.recipient());
        String kid = Keys.P256.recipient().kid();
        assertSigned(envelope, Keys.P256);
        assertSigned(granted, Keys.X25519);
        assertSigned(copy, Keys.RSA);
        assertSigned(granted.remove(Keys.P256, kid), Keys.X25519);
        assertSigned(granted.remove(Keys.P256, kid, List.of(Keys.X25519.recipient())), Keys.X25519);
    }

    private static void assertSigned(KeyEnvelope envelope, RecipientKey reader) {
        try (RecordKey key = envelope.open(reader)) {
            assertEquals(Optional.of(WRITER.address()), key.signedBy());
        }
    }

    @Test
    void open_unsignedEnvelope_namesNobody() throws IOException {
        try (SealedBody body = body();
                RecordKey key = Records.keyOf(body)) {
            assertEquals(Optional.empty(), key.signedBy());
        }
    }

    @Test
    void envelope_signedByAnotherWalletOrWithoutName_isRefused() throws IOException {
        List<Recipient> readers = List.of(Keys.P256.recipient());
        try (SealedBody body = body()) {
            assertThrows(IllegalArgumentException.class, () -> body.envelope(metadata(WRITER, "bafy"), readers, OTHER));
            RecordMetadata nameless = RecordMetadata.builder()
                    .name("n")
                    .mediaType("t/p")
                    .writer(WRITER.address())
                    .time(Instant.EPOCH)
                    .build();
            assertThrows(IllegalArgumentException.class, () -> body.envelope(nameless, readers, WRITER));
        }
    }

    /** Whatever a recipient changes in the payload that he knows, the signature does not come along. */
    @TestFactory
    Stream<DynamicTest> read_memberChangedUnderTheSignature_failsIntegrity() {
        JsonObject payload = payload();
        JsonObject other = JsonObject.parse(
                "other",
                EnvelopePayload.write(Records.bytes(32, 2), 6, Records.bytes(32, 3), metadata(OTHER, "other")),
                9999);
        return Stream.of("cid", "key", "name", "sha256", "size", "time", "type", "writer")
                .map(member -> dynamicTest(member, () -> {
                    byte[] forged = replaced(payload, member, other).toCanonicalBytes();
                    assertThrows(IntegrityException.class, () -> EnvelopePayload.read(forged));
                }));
    }

    @TestFactory
    Stream<DynamicTest> read_memberLeftOutUnderTheSignature_failsIntegrity() {
        return Stream.of("cid", "sha256")
                .map(member -> dynamicTest(member, () -> {
                    byte[] forged = payload().without(member).toCanonicalBytes();
                    assertThrows(IntegrityException.class, () -> EnvelopePayload.read(forged));
                }));
    }

    @TestFactory
    Stream<DynamicTest> read_badSignature_isRefused() {
        String good = payload().string("signature");
        String header = good.substring(0, good.indexOf('.'));
        String s = good.substring(good.lastIndexOf('.') + 1);
        byte[] highS = Base64Url.decode("s", s);
        BigInteger turned = Secp256k1.N.subtract(new BigInteger(1, Arrays.copyOfRange(highS, 32, 64)));
        System.arraycopy(Secp256k1.toBytes(turned), 0, highS, 32, 32);
        return Stream.of(
                refused("s in the upper half", IntegrityException.class, header + ".." + Base64Url.encode(highS)),
                refused("zeros", IntegrityException.class, header + ".." + Base64Url.encode(new byte[64])),
                refused("another's", IntegrityException.class, signedByOther()),
                refused("another's key, this signature", IntegrityException.class, otherHeader() + ".." + s),
                refused("cut", MalformedException.class, good.substring(0, good.length() - 4)),
                refused("not detached", MalformedException.class, good.replace("..", ".AAAA.")),
                refused("two parts", MalformedException.class, good.replace("..", ".")),
                refused("empty", MalformedException.class, ""),
                refused("spelling", MalformedException.class, changed(good, h -> h.replace(",\"typ", ", \"typ"))),
                refused("more", MalformedException.class, changed(good, h -> h.replace("{\"alg", "{\"a\":1,\"alg"))),
                refused(
                        "crit",
                        MalformedException.class,
                        changed(good, h -> h.replace("{\"alg", "{\"crit\":[],\"alg"))),
                refused("alg", UnsupportedException.class, changed(good, h -> h.replace("ES256K", "ES256"))),
                refused("typ", UnsupportedException.class, changed(good, h -> h.replace("nce-v1", "nce-v2"))),
                refused("curve", UnsupportedException.class, changed(good, h -> h.replace("secp256k1", "P-256"))),
                refused(
                        "off curve",
                        MalformedException.class,
                        changed(
                                good,
                                h -> h.replaceAll(
                                        "\"x\":\"[^\"]*\"", "\"x\":\"" + Base64Url.encode(new byte[32]) + "\""))));
    }

    @Test
    void read_signatureOverNoBody_isMalformed() {
        JsonObject payload = payload();
        byte[] nameless = payload.without("cid").without("sha256").toCanonicalBytes();
        MalformedException refused = assertThrows(MalformedException.class, () -> EnvelopePayload.read(nameless));
        assertTrue(refused.getMessage().contains("names no body"), refused.getMessage());
    }

    private static DynamicTest refused(
            String name, Class<? extends PatientoryCryptoException> expected, String signature) {
        return dynamicTest(name, () -> {
            byte[] forged = withSignature(payload(), signature).toCanonicalBytes();
            assertThrows(expected, () -> EnvelopePayload.read(forged));
        });
    }

    private static String changed(String signature, UnaryOperator<String> change) {
        String header = signature.substring(0, signature.indexOf('.'));
        String json = new String(Base64Url.decode("header", header), StandardCharsets.UTF_8);
        String other = change.apply(json);
        assertTrue(!other.equals(json), "nothing changed");
        return Base64Url.encode(other.getBytes(StandardCharsets.UTF_8)) + signature.substring(header.length());
    }

    private static String signedByOther() {
        byte[] payload = EnvelopePayload.write(KEY, 5, Records.bytes(32, 4), metadata(OTHER, "bafy"), OTHER);
        return JsonObject.parse("other", payload, 9999).string("signature");
    }

    private static String otherHeader() {
        String signature = signedByOther();
        return signature.substring(0, signature.indexOf('.'));
    }

    private static JsonObject payload() {
        byte[] payload = EnvelopePayload.write(KEY, 5, Records.bytes(32, 4), metadata(WRITER, "bafy"), WRITER);
        return JsonObject.parse("payload", payload, 9999);
    }

    private static JsonObject withSignature(JsonObject payload, String signature) {
        return JsonObject.builder()
                .putAll(payload.without("signature"))
                .put("signature", signature)
                .build();
    }

    private static JsonObject replaced(JsonObject payload, String member, JsonObject other) {
        JsonObject.Builder forged = JsonObject.builder().putAll(payload.without(member));
        return switch (member) {
            case "key" -> forged.put(member, other.object(member)).build();
            case "size" -> forged.put(member, other.integer(member)).build();
            default -> forged.put(member, other.string(member)).build();
        };
    }

    private static RecordMetadata metadata(WalletKey writer, String cid) {
        return RecordMetadata.builder()
                .name("n" + cid)
                .mediaType("text/" + cid)
                .bodyCid(cid)
                .writer(writer.address())
                .time(Instant.ofEpochSecond(cid.length()))
                .build();
    }

    private static SealedBody body() throws IOException {
        return RecordCipher.create().encrypt(new ByteArrayInputStream(new byte[1]), OutputStream.nullOutputStream());
    }
}
