package com.patientory.ehr;

import java.io.IOException;

/** A sink will never take this record: it is put in quarantine. Any other exception of a sink is tried again. */
public final class RecordRejectedException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the reason.
     *
     * @param reason the reason, free of personal data
     */
    public RecordRejectedException(String reason) {
        super(reason);
    }
}
