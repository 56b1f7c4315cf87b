package com.patientory.crypto;

import com.patientory.crypto.internal.envelope.Envelope;
import com.patientory.crypto.internal.envelope.EnvelopeFormat;
import com.patientory.crypto.internal.floe.FloeParameters;
import com.patientory.crypto.internal.floe.FloeSession;
import com.patientory.crypto.internal.floe.PlaintextDigest;
import com.patientory.crypto.internal.floe.StreamEncryptor;
import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.jose.RsaJwk;
import com.patientory.crypto.internal.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;

/** What the fuzz targets need of this package's inside. */
public final class CryptoInternals {
    private static final int ROTATION_BITS = 20;

    private CryptoInternals() {}

    public static RecordKey readPayload(byte[] json) {
        return EnvelopePayload.read(json);
    }

    public static byte[] payload(RecordKey key) {
        return EnvelopePayload.write(
                key.contentKey().copy(), key.sizeBytes(), key.sha256().orElse(null), key.metadata());
    }

    public static byte[] signedPayload(RecordKey key, WalletKey writer) {
        return EnvelopePayload.write(
                key.contentKey().copy(), key.sizeBytes(), key.sha256().orElse(null), key.metadata(), writer);
    }

    public static RecordKey recordKey(byte[] contentKey, RecordMetadata metadata) {
        return new RecordKey(contentKey, 0, new byte[EnvelopePayload.SHA_256_BYTES], metadata, null);
    }

    public static byte[] envelope(
            EnvelopeFormat format, byte[] payload, List<Recipient> recipients, SecureRandom random) {
        return Envelope.seal(format, payload, KeyEnvelope.keys(recipients), random)
                .toBytes();
    }

    public static <T> T open(Envelope envelope, RecipientKey me, Function<byte[], T> use) {
        return envelope.open(me.unwrapKey(), use);
    }

    public static Envelope grant(Envelope envelope, RecipientKey me, Recipient other) {
        return envelope.grant(me.unwrapKey(), other.wrapKey(), new SecureRandom());
    }

    public static VaultKey readVaultKey(byte[] json) {
        return VaultKey.read(json);
    }

    /** The wallet's and the RSA key as private JWKs. */
    public static List<JsonObject> privateJwks(PatientIdentity patient) {
        WalletKey wallet = patient.wallet();
        return List.of(
                EcJwk.of(wallet.publicKey(), wallet.secret().copy()),
                RsaJwk.of(patient.recipientKey().secret()));
    }

    /** A body of segments smaller than the writer's own. */
    public static byte[] body(byte[] contentKey, int segmentBytes, byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SecureRandom random = new SecureRandom();
        FloeParameters parameters = new FloeParameters(segmentBytes, ROTATION_BITS);
        try (FloeSession session = FloeSession.toEncrypt(parameters, contentKey, BodyEncryption.aad(), random)) {
            new StreamEncryptor(session, random)
                    .encrypt(new ByteArrayInputStream(plain), out, PlaintextDigest.none(), done -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
