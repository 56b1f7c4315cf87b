package com.patientory.crypto;

import com.patientory.crypto.internal.derive.PatientKeys;
import com.patientory.crypto.internal.json.JsonObject;
import com.patientory.crypto.internal.kem.XWingPrivateKey;
import com.patientory.crypto.internal.kem.XWingPublicKey;
import com.patientory.crypto.internal.wrap.KemUnwrapKey;
import com.patientory.crypto.internal.wrap.KemWrapKey;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Recipients that a quantum computer would not help to read: X-Wing, which is ML-KEM-768 and X25519 together
 * (draft-connolly-cfrg-xwing-kem-10).
 *
 * <p><strong>Experimental.</strong> Neither X-Wing nor its names in JOSE are final. Envelopes carry it under a name that
 * says so, {@code EXPERIMENTAL-X-Wing-10+A256KW}; a later version of this SDK may not read them. Give a record a second,
 * ordinary recipient if it must outlast the experiment, and know that the record is then only as safe as that one.
 *
 * <p>An entry takes about 1.8 KiB, so 64 KiB hold at least 32.
 */
public final class ExperimentalXWing {
    private static final int JWK_MAX_BYTES = 8 * 1024;

    private ExperimentalXWing() {}

    /**
     * A random key.
     *
     * @param random where the key comes from
     * @return the key
     */
    public static RecipientKey generate(SecureRandom random) {
        return new RecipientKey(new KemUnwrapKey(XWingPrivateKey.generate(random)));
    }

    /**
     * A patient's key, derived from his words alone (derivation-v1: BIP-85 at
     * {@code m/83696968'/128169'/32'/(828365 + rotation)'}).
     *
     * @param words the twelve words; they are not kept
     * @param rotation 0 for the first key, 1 for the one that replaced it, and so on
     * @return the key
     * @throws IllegalArgumentException if the rotation is negative or above {@link PatientIdentity#MAX_ROTATION}
     */
    public static RecipientKey from(Mnemonic words, int rotation) {
        if (rotation < 0 || rotation > PatientIdentity.MAX_ROTATION) {
            throw new IllegalArgumentException(
                    "The rotation is 0 to " + PatientIdentity.MAX_ROTATION + ", not " + rotation);
        }
        byte[] sentence = words.secret();
        try (PatientKeys keys = new PatientKeys(sentence)) {
            byte[] seed = keys.xWingSeed(rotation);
            try {
                return new RecipientKey(new KemUnwrapKey(new XWingPrivateKey(seed)));
            } finally {
                Arrays.fill(seed, (byte) 0);
            }
        } finally {
            Arrays.fill(sentence, (byte) 0);
        }
    }

    /**
     * Reads a public JWK as {@link Recipient#toJwk()} gives it for these keys; {@link Recipient#parse(String)} refuses it.
     *
     * @param jwk the JSON text, at most 8 KiB
     * @return the recipient
     * @throws com.patientory.crypto.error.MalformedException if the text is no JWK of an X-Wing public key
     * @throws com.patientory.crypto.error.UnsupportedException if type or algorithm is another one
     */
    public static Recipient parse(String jwk) {
        return new Recipient(new KemWrapKey(XWingPublicKey.parse(JsonObject.parse("JWK", jwk, JWK_MAX_BYTES))));
    }

    /**
     * Reads a private JWK as {@link RecipientKey#exportJwk()} gives it for these keys.
     *
     * @param jwk the JSON text, at most 8 KiB
     * @return the key
     * @throws com.patientory.crypto.error.MalformedException if the text is no private JWK, or its public part is not
     *     that of the private one
     * @throws com.patientory.crypto.error.UnsupportedException if type or algorithm is another one
     */
    public static RecipientKey parsePrivate(String jwk) {
        return new RecipientKey(new KemUnwrapKey(XWingPrivateKey.parse(JsonObject.parse("JWK", jwk, JWK_MAX_BYTES))));
    }
}
