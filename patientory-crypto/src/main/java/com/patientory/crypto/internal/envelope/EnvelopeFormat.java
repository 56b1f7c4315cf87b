package com.patientory.crypto.internal.envelope;

/**
 * What is in an envelope: the two kinds differ in type and payload only.
 *
 * @param name the format's name in errors
 * @param typ the media type in the protected header
 */
public record EnvelopeFormat(String name, String typ) {
    /** The content key and the metadata of a record. */
    public static final EnvelopeFormat RECORD = new EnvelopeFormat("envelope-v1", "patientory-envelope-v1+json");

    /** A vault key. */
    public static final EnvelopeFormat VAULT_KEY =
            new EnvelopeFormat("envelope-v1 vault key", "patientory-vault-key-v1+json");
}
