package com.patientory.chain.model;

/**
 * The 32 bytes under which one hospital knows a patient on the chain.
 *
 * <p>HMAC-SHA-256 under a key that only patient and hospital have. Never a record number, and never a plain or salted
 * hash of something that can be guessed, such as a phone number.
 */
public final class BlindedPatientId extends Bytes32 {
    private BlindedPatientId(byte[] value) {
        super(value);
    }

    /**
     * Wraps a copy of 32 bytes.
     *
     * @param bytes exactly 32 bytes
     * @return the id
     * @throws IllegalArgumentException when the length is not 32
     */
    public static BlindedPatientId of(byte[] bytes) {
        return new BlindedPatientId(bytes);
    }
}
