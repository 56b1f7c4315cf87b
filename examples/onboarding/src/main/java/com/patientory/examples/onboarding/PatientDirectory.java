package com.patientory.examples.onboarding;

import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import java.util.Optional;

/** Where the desk asks whether some hospital knows a phone number; a hospital node answers it from its EHR. */
@FunctionalInterface
public interface PatientDirectory {
    /**
     * Looks a number up. Blocks while the hospital answers.
     *
     * @param phone the number
     * @return the one patient it leads to, or empty if there is none or more than one
     */
    Optional<PatientRef> find(PhoneNumber phone);
}
