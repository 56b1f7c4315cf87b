package com.patientory.crypto.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.crypto.CryptoInternals;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.VaultKey;
import com.patientory.crypto.error.UnsupportedException;
import com.patientory.crypto.internal.envelope.Envelope;
import com.patientory.crypto.internal.envelope.EnvelopeFormat;
import com.patientory.crypto.internal.jose.Base64Url;
import com.patientory.crypto.internal.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Envelopes of records and of vault keys, for every kind of recipient. What parses keeps its bytes; what opens as it
 * stands has the payload that was sealed; a payload that is accepted is written and read again alike.
 *
 * <p>In parts: protected header, list of recipients ({@code $0}, {@code $1} stand for long values) and payload, encrypted
 * under the key that the samples wrap. The first recipient opens.
 */
final class EnvelopeFuzz implements FuzzTarget {
    private static final List<EnvelopeFormat> FORMATS = List.of(EnvelopeFormat.RECORD, EnvelopeFormat.VAULT_KEY);
    private static final int LONG_CHARS = 100;

    private final List<byte[]> payloads = List.of(
            CryptoInternals.signedPayload(Samples.RECORD, Samples.patient().wallet()),
            ("{\"k\":\"" + Base64Url.encode(new byte[32]) + "\",\"kty\":\"oct\"}").getBytes(US_ASCII));
    private final byte[] contentEncryptionKey = new byte[32];
    private final Recipient other = Samples.other();
    private final List<byte[]> envelopes = new ArrayList<>();
    private final List<String> longValues = new ArrayList<>();

    EnvelopeFuzz() {
        // An envelope's key is the first that is drawn, so all samples have the same one.
        Samples.random().nextBytes(contentEncryptionKey);
        List<RecipientKey> readers = new ArrayList<>(Samples.readers());
        for (int i = 0; i < readers.size(); i++) {
            readers.add(readers.remove(0));
            envelopes.add(sample(EnvelopeFormat.RECORD, payloads.get(0), readers));
        }
        envelopes.add(sample(EnvelopeFormat.VAULT_KEY, payloads.get(1), readers));
        for (JsonObject entry : parsed(envelopes.get(0)).objects("recipients")) {
            JsonObject header = entry.object("header");
            addLong(entry.string("encrypted_key"));
            addLong(header.has("ek") ? header.string("ek") : "");
        }
    }

    private static byte[] sample(EnvelopeFormat format, byte[] payload, List<RecipientKey> readers) {
        return CryptoInternals.envelope(
                format, payload, readers.stream().map(RecipientKey::recipient).toList(), Samples.random());
    }

    private static JsonObject parsed(byte[] envelope) {
        return JsonObject.parse("envelope", envelope, envelope.length);
    }

    private void addLong(String value) {
        if (value.length() > LONG_CHARS) {
            longValues.add(value);
        }
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(envelopes);
        for (int i = 0; i < envelopes.size(); i++) {
            JsonObject json = parsed(envelopes.get(i));
            String recipients = JsonObject.builder()
                    .putObjects("", json.objects("recipients"))
                    .build()
                    .toCanonicalString();
            for (int value = 0; value < longValues.size(); value++) {
                recipients = recipients.replace(longValues.get(value), "$" + value);
            }
            seeds.add(Parts.join(
                    Base64Url.decode("protected", json.string("protected")),
                    recipients
                            .substring("{\"\":".length(), recipients.length() - 1)
                            .getBytes(UTF_8),
                    payloads.get(i == envelopes.size() - 1 ? 1 : 0)));
        }
        return seeds;
    }

    @Override
    public void accept(byte[] input) throws GeneralSecurityException {
        Optional<List<byte[]>> parts = Parts.of(input, 3);
        byte[] json = parts.isPresent() ? assembled(parts.get()) : input;
        try {
            read(0, json, parts.isPresent());
        } catch (UnsupportedException e) {
            if (!e.feature().endsWith(" typ")) {
                throw e;
            }
            read(1, json, parts.isPresent());
        }
    }

    private void read(int format, byte[] json, boolean anyPayload) {
        Envelope envelope = Envelope.parse(FORMATS.get(format), json);
        assertArrayEquals(json, envelope.toBytes());
        String first = envelope.kids().get(0);
        RecipientKey reader = Samples.readers().stream()
                .filter(key -> key.recipient().kid().equals(first))
                .findFirst()
                .orElse(Samples.patient().recipientKey());
        byte[] payload = CryptoInternals.open(envelope, reader, byte[]::clone);
        byte[] granted = CryptoInternals.grant(envelope, reader, other).toBytes();
        assertTrue(Envelope.parse(FORMATS.get(format), granted).kids().contains(other.kid()));
        if (!anyPayload) {
            assertArrayEquals(payloads.get(format), payload);
        } else if (format == 0) {
            readRecord(payload);
        } else {
            try (VaultKey vault = CryptoInternals.readVaultKey(payload)) {
                assertEquals(43, vault.recipient().kid().length());
            }
        }
    }

    private static void readRecord(byte[] json) {
        try (RecordKey opened = CryptoInternals.readPayload(json);
                RecordKey again = CryptoInternals.readPayload(CryptoInternals.payload(opened))) {
            assertArrayEquals(CryptoInternals.payload(opened), CryptoInternals.payload(again));
            assertEquals(opened.metadata(), again.metadata());
        }
    }

    private byte[] assembled(List<byte[]> parts) throws GeneralSecurityException {
        byte[] iv = new byte[12];
        String header = Base64Url.encode(parts.get(0));
        byte[] out = Gcm.encrypt(contentEncryptionKey, iv, header.getBytes(US_ASCII), parts.get(2));
        String recipients = new String(parts.get(1), UTF_8);
        for (int value = 0; value < longValues.size(); value++) {
            recipients = recipients.replace("$" + value, longValues.get(value));
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.writeBytes(("{\"protected\":\"" + header + "\",\"recipients\":").getBytes(US_ASCII));
        json.writeBytes(recipients.getBytes(UTF_8));
        json.writeBytes((",\"iv\":\"" + Base64Url.encode(iv) + "\",\"ciphertext\":\""
                        + Base64Url.encode(Gcm.ciphertext(out)) + "\",\"tag\":\"" + Base64Url.encode(Gcm.tag(out))
                        + "\"}")
                .getBytes(US_ASCII));
        return json.toByteArray();
    }
}
