package com.patientory.ehr;

import com.patientory.ehr.spi.PatientRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run did.
 *
 * @param patients how each patient ended, in the order asked for
 * @param documents what became of the documents
 * @param quarantined how many documents were set aside in this run, by reason
 * @param elapsed how long the run took
 */
public record SyncReport(
        List<PatientResult> patients, Documents documents, Map<QuarantineReason, Long> quarantined, Duration elapsed) {
    /** How a patient's part of a run ended. */
    public enum Outcome {
        /** Everything listed is settled and the cursor has moved. */
        COMPLETE,
        /** Something is left for a later run; the cursor stands where it stood. */
        INCOMPLETE,
        /** The site mixed patients up: somebody must look before this patient goes on. */
        HALTED,
        /** The site could not be asked. */
        FAILED,
        /** Not tried, because the site had failed for several patients before. */
        SKIPPED
    }

    /**
     * How one patient ended.
     *
     * @param patient the patient
     * @param outcome how it ended
     */
    public record PatientResult(PatientRef patient, Outcome outcome) {}

    /**
     * Counts of document versions.
     *
     * @param listed listed by the site in this run
     * @param known listed, and settled in an earlier run
     * @param anchored anchored in this run
     * @param unchanged new versions whose content was anchored before
     * @param withdrawn taken back by the site
     * @param deferred left for a later run
     * @param retries repeated downloads
     * @param bytes content bytes sealed
     */
    public record Documents(
            long listed,
            long known,
            long anchored,
            long unchanged,
            long withdrawn,
            long deferred,
            long retries,
            long bytes) {}

    /**
     * Copies the collections.
     *
     * @param patients how each patient ended
     * @param documents what became of the documents
     * @param quarantined how many documents were set aside in this run
     * @param elapsed how long the run took
     */
    public SyncReport {
        patients = List.copyOf(patients);
        quarantined = Map.copyOf(quarantined);
    }

    /**
     * Tells whether nothing is left for a later run.
     *
     * @return true if every patient is complete and no document deferred
     */
    public boolean complete() {
        return documents.deferred() == 0 && patients.stream().allMatch(p -> p.outcome() == Outcome.COMPLETE);
    }
}
