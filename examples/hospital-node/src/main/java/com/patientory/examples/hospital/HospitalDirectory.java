package com.patientory.examples.hospital;

import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.PatientLookup;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import com.patientory.examples.onboarding.PatientDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Answers the registration desk from the hospital's EHR. A number that fits several patients leads to none. */
public final class HospitalDirectory implements PatientDirectory {
    private final EhrConnector ehr;

    /**
     * A directory.
     *
     * @param ehr the hospital's record system; stays the caller's
     */
    public HospitalDirectory(EhrConnector ehr) {
        this.ehr = ehr;
    }

    @Override
    public Optional<PatientRef> find(PhoneNumber phone) {
        try {
            PatientLookup found = ehr.findPatients(PatientQuery.ofPhone(phone));
            return found instanceof PatientLookup.Matched matched
                    ? Optional.of(matched.match().patient())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
