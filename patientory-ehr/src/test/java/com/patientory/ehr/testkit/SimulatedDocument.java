package com.patientory.ehr.testkit;

import java.time.Instant;

/**
 * A document of the simulator.
 *
 * @param id the identifier of its DocumentReference
 * @param patientId whose it is
 * @param contentType the declared media type
 * @param content the bytes
 * @param delivery how the bytes are sent
 * @param status FHIR's status, such as {@code current}
 * @param version FHIR's version
 * @param lastUpdated when it was last changed
 */
public record SimulatedDocument(
        String id,
        String patientId,
        String contentType,
        SimulatedContent content,
        Delivery delivery,
        String status,
        int version,
        Instant lastUpdated) {
    /** How bytes are sent. */
    public enum Delivery {
        /** As they are. */
        RAW,
        /** As a Binary in JSON, base64 inside. */
        WRAPPED,
        /** Inside the DocumentReference. */
        INLINE
    }

    /**
     * A current document in its first version.
     *
     * @param id the identifier of its DocumentReference
     * @param patientId whose it is
     * @param contentType the declared media type
     * @param content the bytes
     * @param delivery how the bytes are sent
     * @return the document
     */
    public static SimulatedDocument of(
            String id, String patientId, String contentType, SimulatedContent content, Delivery delivery) {
        Instant when = Instant.parse("2026-01-01T00:00:00Z");
        return new SimulatedDocument(id, patientId, contentType, content, delivery, "current", 1, when);
    }

    /**
     * A later version.
     *
     * @param changed the bytes of the later version
     * @param when when it was changed
     * @return the document
     */
    public SimulatedDocument revised(SimulatedContent changed, Instant when) {
        return new SimulatedDocument(id, patientId, contentType, changed, delivery, status, version + 1, when);
    }

    /**
     * A later version with another status.
     *
     * @param changed the status
     * @param when when it was changed
     * @return the document
     */
    public SimulatedDocument withStatus(String changed, Instant when) {
        return new SimulatedDocument(id, patientId, contentType, content, delivery, changed, version + 1, when);
    }
}
