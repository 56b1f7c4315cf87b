package com.patientory.crypto.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.patientory.crypto.CryptoInternals;
import com.patientory.crypto.ExperimentalXWing;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.internal.envelope.Envelope;
import com.patientory.crypto.internal.envelope.EnvelopeFormat;
import com.patientory.crypto.internal.jose.EcJwk;
import com.patientory.crypto.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A JWK that parses is written and read again alike, and works: what is sealed for a public key is an envelope, and a
 * private key opens what was sealed for its public half.
 */
final class JwkFuzz implements FuzzTarget {
    private static final int MAX_BYTES = 16 * 1024;
    private static final byte[] PAYLOAD = {'{', '}'};

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(CryptoInternals.privateJwks(Samples.patient()).get(0).toCanonicalBytes());
        for (RecipientKey key : Samples.asymmetricReaders()) {
            seeds.add(key.recipient().toJwk().getBytes(UTF_8));
            seeds.add(key.exportJwk().getBytes(UTF_8));
        }
        return seeds;
    }

    @Override
    public void accept(byte[] input) {
        JsonObject jwk = JsonObject.parse("JWK", input, MAX_BYTES);
        String text = new String(input, UTF_8);
        boolean xWing = jwk.has("pub");
        if (jwk.has("crv") && jwk.string("crv").equals("secp256k1")) {
            byte[] scalar = EcJwk.privateScalar(jwk);
            assertArrayEquals(scalar, EcJwk.privateScalar(jwk));
        } else if (jwk.has("d") || jwk.has("priv")) {
            try (RecipientKey key = xWing ? ExperimentalXWing.parsePrivate(text) : RecipientKey.parse(text)) {
                works(key);
            }
        } else {
            works(xWing ? ExperimentalXWing.parse(text) : Recipient.parse(text));
        }
    }

    private static void works(RecipientKey key) {
        String written = key.exportJwk();
        boolean xWing = written.contains("\"priv\"");
        try (RecipientKey again = xWing ? ExperimentalXWing.parsePrivate(written) : RecipientKey.parse(written)) {
            assertEquals(written, again.exportJwk());
        }
        Envelope envelope = works(key.recipient());
        assertArrayEquals(PAYLOAD, CryptoInternals.open(envelope, key, byte[]::clone));
    }

    private static Envelope works(Recipient recipient) {
        String written = recipient.toJwk();
        boolean xWing = written.contains("\"pub\"");
        Recipient again = xWing ? ExperimentalXWing.parse(written) : Recipient.parse(written);
        assertEquals(recipient, again);
        assertEquals(written, again.toJwk());
        return Envelope.parse(
                EnvelopeFormat.RECORD,
                CryptoInternals.envelope(EnvelopeFormat.RECORD, PAYLOAD, List.of(recipient), Samples.random()));
    }
}
