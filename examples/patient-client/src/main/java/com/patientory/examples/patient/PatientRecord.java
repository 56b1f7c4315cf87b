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
 * @param metadata name, type, body and time
 * @param sizeBytes the plaintext's size
 * @param sha256 the plaintext's SHA-256 in hexadecimal, or null where the writer does not state it
 */
public record PatientRecord(
        FileRecord onChain,
        KeyEnvelope envelope,
        RecordMetadata metadata,
        long sizeBytes,
        @Nullable String sha256) {
    /**
     * Where the encrypted body is.
     *
     * @return its CID, which the chain confirms
     */
    public Cid body() {
        return Cid.parse(metadata.bodyCid().orElseThrow());
    }

    @Override
    public String toString() {
        return "PatientRecord[" + onChain.id() + "]";
    }
}
