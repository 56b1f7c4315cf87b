package com.patientory.ehr;

import com.patientory.ehr.spi.Capabilities;
import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.PatientLookup;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PatientRef;
import java.io.InputStream;

/** A connector whose listings a test makes; the rest is that of a real one. */
final class ListingConnector {
    private ListingConnector() {}

    /** How a connector lists. */
    @FunctionalInterface
    interface Listing {
        ChangePage list(PatientRef patient, Cursor cursor) throws EhrException, InterruptedException;
    }

    static EhrConnector of(EhrConnector real, Listing listing) {
        return new EhrConnector() {
            @Override
            public String id() {
                return real.id();
            }

            @Override
            public Capabilities capabilities() throws EhrException, InterruptedException {
                return real.capabilities();
            }

            @Override
            public PatientLookup findPatients(PatientQuery query) throws EhrException, InterruptedException {
                return real.findPatients(query);
            }

            @Override
            public ChangePage listChanges(PatientRef patient, Cursor cursor) throws EhrException, InterruptedException {
                return listing.list(patient, cursor);
            }

            @Override
            public InputStream open(DocumentRef document) throws EhrException, InterruptedException {
                return real.open(document);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }
}
