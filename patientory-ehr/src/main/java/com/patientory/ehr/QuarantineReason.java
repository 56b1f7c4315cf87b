package com.patientory.ehr;

/** Why a document was set aside. */
public enum QuarantineReason {
    /** The site could not deliver it in many runs. */
    UNAVAILABLE(1),
    /** The site lists it and does not have it. */
    NOT_FOUND(2),
    /** The site does not give it to us. */
    REFUSED(3),
    /** Its size or hash is not what the site declares. */
    CONTENT_MISMATCH(4),
    /** It is not of the declared type. */
    CONTENT_TYPE(5),
    /** It is larger than allowed. */
    TOO_LARGE(6),
    /** The site broke another rule for it. */
    PROTOCOL(7),
    /** The connector threw something that it should not. */
    CONNECTOR_DEFECT(8),
    /** The sink will never take it. */
    SINK_REJECTED(9),
    /** The sink threw something that it should not, or did not read to the end. */
    SINK_DEFECT(10);

    private final int code;

    QuarantineReason(int code) {
        this.code = code;
    }

    /** The number that stands for it in the ledger. */
    int code() {
        return code;
    }
}
