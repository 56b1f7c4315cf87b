package com.patientory.examples.fhirserver;

import java.util.List;

/**
 * The known plaintext that each kind of document carries, so that a search over stores, databases, logs and chain data
 * can prove that no document lies there in the clear.
 *
 * <p>A marker stands uncompressed in its document's bytes: found anywhere outside the hospital and the patient's own
 * decrypted files, it is a leak. The first two are written into the population's archive when that is made.
 */
public final class Markers {
    /** In a comment at the end of each C-CDA document. */
    public static final String CLINICAL_DOCUMENT = "PATIENTORY-CANARY-CCDA-5d1f0c7e";

    /** The last line of each clinical note. */
    public static final String NOTE = "PATIENTORY-CANARY-NOTE-a94be260";

    /** The last line of each PDF report. */
    public static final String PDF = "PATIENTORY-CANARY-PDF-3c7e81d2";

    /** The study description of the imaging file, and again at the start of every MiB of its pixels. */
    public static final String IMAGING = "PATIENTORY-CANARY-DICOM-e60b9f14";

    private Markers() {}

    /**
     * All markers.
     *
     * @return one for each kind of document
     */
    public static List<String> all() {
        return List.of(CLINICAL_DOCUMENT, NOTE, PDF, IMAGING);
    }
}
