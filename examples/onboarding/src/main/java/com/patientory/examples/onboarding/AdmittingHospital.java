package com.patientory.examples.onboarding;

import com.patientory.chain.model.BlindedPatientId;
import com.patientory.chain.model.GranteeId;
import com.patientory.ehr.spi.PatientRef;

/** The hospital through which a patient joins, as the registrar needs it. */
public interface AdmittingHospital {
    /**
     * Names the hospital on the chain.
     *
     * @return its id
     */
    GranteeId id();

    /**
     * Makes the id under which the chain knows a patient of this hospital; nobody else can compute it.
     *
     * @param patient the patient
     * @return an HMAC under a key that the hospital keeps
     */
    BlindedPatientId blind(PatientRef patient);
}
