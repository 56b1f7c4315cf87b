package com.patientory.ehr.spi;

/** Something that happened to a document. */
public sealed interface Change {
    /**
     * A document exists in this version.
     *
     * @param document the document
     */
    record Present(DocumentRef document) implements Change {}

    /**
     * All versions and parts of a document are withdrawn.
     *
     * @param patient whose document
     * @param idPrefix the common beginning of the {@link DocumentRef#id()} of its parts, up to the {@code #}
     * @param reason why
     */
    record Withdrawn(PatientRef patient, String idPrefix, Reason reason) implements Change {
        @Override
        public String toString() {
            return "Withdrawn[***, " + reason + "]";
        }
    }

    /** Why a document is withdrawn. */
    enum Reason {
        /** The site deleted it. */
        DELETED,
        /** The site says that it never should have been there. */
        ENTERED_IN_ERROR
    }
}
