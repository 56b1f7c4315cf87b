package com.patientory.examples.patient;

import com.patientory.chain.model.FileRecord;
import com.patientory.crypto.KeyEnvelope;
import com.patientory.crypto.RecordMetadata;
import com.patientory.storage.Cid;
import org.jspecify.annotations.Nullable;

/**
 * One record as the patient sees it: its line on the chain, its header, and what the header says once it is open.
 *
 * @param onChain file id, digests, who wrote it and in which transaction
 * @param envelope the current header
 * @param metadata name, type and time
 * @param body where the encrypted body is: its CID, which the chain confirms
 * @param sizeBytes the plaintext's size
 * @param sha256 the plaintext's SHA-256 in hexadecimal, or null where the writer does not state it
 */
public record PatientRecord(
        FileRecord onChain,
        KeyEnvelope envelope,
        RecordMetadata metadata,
        Cid body,
        long sizeBytes,
        @Nullable String sha256) {
    @Override
    public String toString() {
        return "PatientRecord[" + onChain.id() + "]";
    }
}
