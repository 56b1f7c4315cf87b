package com.patientory.ehr;

import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrRefusedException;
import com.patientory.ehr.spi.EhrUnavailableException;

/** What follows from a site's failure for the document that met it. */
record Verdict(QuarantineReason reason, boolean retry, boolean mayPass) {
    static Verdict of(EhrException failure) {
        if (failure instanceof EhrUnavailableException) {
            return new Verdict(QuarantineReason.UNAVAILABLE, true, true);
        }
        if (failure instanceof EhrRefusedException refused) {
            return lasting(refused.notFound() ? QuarantineReason.NOT_FOUND : QuarantineReason.REFUSED);
        }
        if (failure instanceof EhrProtocolException broken) {
            return switch (broken.violation()) {
                case SIZE_MISMATCH, HASH_MISMATCH -> retried(QuarantineReason.CONTENT_MISMATCH);
                case CONTENT_TYPE -> retried(QuarantineReason.CONTENT_TYPE);
                case TOO_LARGE -> lasting(QuarantineReason.TOO_LARGE);
                default -> lasting(QuarantineReason.PROTOCOL);
            };
        }
        return lasting(QuarantineReason.PROTOCOL);
    }

    private static Verdict lasting(QuarantineReason reason) {
        return new Verdict(reason, false, false);
    }

    private static Verdict retried(QuarantineReason reason) {
        return new Verdict(reason, true, false);
    }
}
