package com.patientory.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObjectJSON;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MultiDecrypter;
import com.nimbusds.jose.crypto.MultiEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.patientory.crypto.internal.jose.OctJwk;
import com.patientory.crypto.internal.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An independent JOSE library opens our envelopes, verifies our signature, and writes envelopes that we open. */
class NimbusInteropTest {
    private static final byte[] VAULT_SECRET = Records.bytes(32, 7);
    private static final VaultKey VAULT = VaultKey.read(OctJwk.of(VAULT_SECRET).toCanonicalBytes());
    private static final List<RecipientKey> READERS = List.of(Keys.RSA, Keys.P256, Keys.X25519, VAULT.recipientKey());

    private static String nameOf(RecipientKey key) {
        return key == VAULT.recipientKey() ? "vault" : Keys.nameOf(key);
    }

    /** The private key in the other library's hands, with the alg that its set of recipients asks for. */
    private static JWK jwk(RecipientKey key) throws Exception {
        boolean vault = key == VAULT.recipientKey();
        String alg = vault ? "A256GCMKW" : key == Keys.RSA ? "RSA-OAEP-256" : "ECDH-ES+A256KW";
        JsonObject jwk = vault ? OctJwk.of(VAULT_SECRET) : JsonObject.parse("JWK", key.exportJwk(), 9999);
        return JWK.parse(JsonObject.builder()
                .putAll(jwk.without("kid"))
                .put("kid", key.recipient().kid())
                .put("alg", alg)
                .build()
                .toCanonicalString());
    }

    @TestFactory
    Stream<DynamicTest> decrypt_ourEnvelopeForAllKinds_nimbusReadsThePayload() throws Exception {
        byte[] contentKey;
        String text;
        try (SealedBody sealed = RecordCipher.create()
                        .encrypt(new ByteArrayInputStream(new byte[9]), OutputStream.nullOutputStream());
                RecordKey key = Records.keyOf(sealed)) {
            contentKey = key.contentKey().copy();
            KeyEnvelope envelope = sealed.envelope(Records.METADATA, Keys.recipients(READERS));
            text = new String(envelope.toBytes(), StandardCharsets.UTF_8);
        }
        return READERS.stream()
                .map(reader -> dynamicTest(nameOf(reader), () -> {
                    JWEObjectJSON jwe = JWEObjectJSON.parse(text);
                    jwe.decrypt(new MultiDecrypter(jwk(reader)));
                    try (RecordKey key = EnvelopePayload.read(jwe.getPayload().toBytes())) {
                        assertArrayEquals(contentKey, key.contentKey().copy());
                        assertEquals(Records.METADATA, key.metadata());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> open_envelopeOfNimbusForAllKinds_isRead() throws Exception {
        List<JWK> keys = new ArrayList<>();
        List<String> kids = new ArrayList<>();
        for (RecipientKey reader : READERS) {
            keys.add(jwk(reader));
            kids.add(reader.recipient().kid());
        }
        JWEHeader header = new JWEHeader.Builder(EncryptionMethod.A256GCM)
                .type(new JOSEObjectType("patientory-envelope-v1+json"))
                .customParam("kids", kids)
                .build();
        byte[] payload = EnvelopePayload.write(Records.bytes(32, 1), 9, null, Records.METADATA);
        JWEObjectJSON jwe = new JWEObjectJSON(header, new Payload(payload), null, null);
        jwe.encrypt(new MultiEncrypter(new JWKSet(keys)));
        KeyEnvelope envelope = KeyEnvelope.parse(jwe.serializeGeneral().getBytes(StandardCharsets.UTF_8));
        return READERS.stream()
                .map(reader -> dynamicTest(nameOf(reader), () -> {
                    try (RecordKey key = envelope.open(reader)) {
                        assertArrayEquals(Records.bytes(32, 1), key.contentKey().copy());
                        assertEquals(Records.METADATA, key.metadata());
                    }
                }));
    }

    @Test
    void verify_ourSignature_nimbusAcceptsItForThisPayloadOnly() throws Exception {
        WalletKey writer = WalletKey.generate(Keys.RANDOM);
        RecordMetadata metadata = RecordMetadata.builder()
                .name("n")
                .mediaType("t/p")
                .bodyCid("bafy")
                .writer(writer.address())
                .time(Records.METADATA.time())
                .build();
        byte[] signed = EnvelopePayload.write(Records.bytes(32, 1), 9, null, metadata, writer);
        JsonObject payload = JsonObject.parse("payload", signed, 9999);
        byte[] content = payload.without("signature").toCanonicalBytes();
        assertTrue(verified(payload.string("signature"), content));
        content[content.length - 3] ^= 1;
        assertFalse(verified(payload.string("signature"), content));
    }

    private static boolean verified(String signature, byte[] content) throws Exception {
        JWSObject jws = JWSObject.parse(signature, new Payload(content));
        ECDSAVerifier verifier = new ECDSAVerifier(jws.getHeader().getJWK().toECKey());
        verifier.getJCAContext().setProvider(new BouncyCastleProvider());
        return jws.verify(verifier);
    }
}
