package com.patientory.examples.hospital;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.patientory.chain.model.BlindedPatientId;
import com.patientory.ehr.spi.PatientRef;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the ids under which the chain knows this hospital's patients: HMAC-SHA-256 under a key of the hospital's. */
public final class BlindedIds {
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    private BlindedIds(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * With a key kept elsewhere.
     *
     * @param key 32 bytes, the same over the hospital's life
     * @return the ids
     */
    public static BlindedIds of(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("key of " + key.length + " bytes, must be 32");
        }
        return new BlindedIds(new SecretKeySpec(key, HMAC));
    }

    /**
     * With a key that nobody keeps.
     *
     * @param random draws it
     * @return the ids
     */
    public static BlindedIds withNewKey(SecureRandom random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return of(key);
    }

    /**
     * The id of a patient.
     *
     * @param patient the patient
     * @return the same at each call; without the key nobody can compute or guess it
     */
    public BlindedPatientId blind(PatientRef patient) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return BlindedPatientId.of(mac.doFinal(patient.id().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }
}
