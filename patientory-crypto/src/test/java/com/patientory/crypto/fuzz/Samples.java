package com.patientory.crypto.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.patientory.crypto.CryptoInternals;
import com.patientory.crypto.ExperimentalXWing;
import com.patientory.crypto.Mnemonic;
import com.patientory.crypto.PatientIdentity;
import com.patientory.crypto.PrivateKeyBlob;
import com.patientory.crypto.Recipient;
import com.patientory.crypto.RecipientKey;
import com.patientory.crypto.RecordKey;
import com.patientory.crypto.RecordMetadata;
import com.patientory.crypto.SealedKeys;
import com.patientory.crypto.VaultKey;
import com.patientory.crypto.WalletAddress;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.keystore.FixedSealedKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The patient of the specifications, always the same, so that a corpus stays good from one run to the next. */
final class Samples {
    static final String WORDS = "test test test test test test test test test test test junk";
    static final byte[] CONTENT_KEY = new byte[32];
    static final RecordKey RECORD = CryptoInternals.recordKey(
            CONTENT_KEY,
            RecordMetadata.builder()
                    .name("Befund J\u00f6rg M\u00fcller.pdf")
                    .mediaType("application/pdf")
                    .bodyCid("bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy")
                    .writer(WalletAddress.parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"))
                    .time(Instant.parse("2026-11-22T16:00:00.123Z"))
                    .build());

    /** The smallest count that a reader accepts, so that fuzzing is not all PBKDF2. */
    private static final int ITERATIONS = 1_000;

    private static final PatientIdentity PATIENT = PatientIdentity.from(Mnemonic.parse(WORDS));

    private static final VaultKey VAULT = VaultKey.generate(random());
    private static final List<RecipientKey> ASYMMETRIC = List.of(
            PATIENT.recipientKey(),
            // The key of RFC 6979 appendix A.2.5.
            RecipientKey.parse(
                    "{\"crv\":\"P-256\",\"d\":\"ya-p2EW6dRZrXCFXZ7HWk05Qw9s26JsSe4piKxIPZyE\",\"kty\":\"EC\",\"x\":\"YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y\",\"y\":\"eQP-EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk\"}"),
            RecipientKey.generateX25519(random()),
            ExperimentalXWing.from(Mnemonic.parse(WORDS), 0));

    private Samples() {}

    /** Everybody for whom the sample envelopes are: each kind of recipient once. */
    static List<RecipientKey> readers() {
        List<RecipientKey> readers = new ArrayList<>(asymmetricReaders());
        readers.add(VAULT.recipientKey());
        return readers;
    }

    static List<RecipientKey> asymmetricReaders() {
        return ASYMMETRIC;
    }

    /** Somebody who is no reader yet. */
    static Recipient other() {
        SecureRandom later = random();
        later.nextBytes(new byte[64]);
        return RecipientKey.generateX25519(later).recipient();
    }

    /** The same numbers each time. */
    static SecureRandom random() {
        Random numbers = new Random(1);
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                numbers.nextBytes(bytes);
            }
        };
    }

    static PatientIdentity patient() {
        return PATIENT;
    }

    static SealedKeys sealedKeys() {
        List<JsonObject> jwks = CryptoInternals.privateJwks(PATIENT);
        return new SealedKeys(
                seal(jwks.get(0), PATIENT.wallet().address().toString()),
                seal(jwks.get(1), PATIENT.recipient().kid()));
    }

    private static PrivateKeyBlob seal(JsonObject jwk, String kid) {
        return PrivateKeyBlob.parse(FixedSealedKey.seal(jwk, kid, WORDS.getBytes(US_ASCII), ITERATIONS));
    }
}
