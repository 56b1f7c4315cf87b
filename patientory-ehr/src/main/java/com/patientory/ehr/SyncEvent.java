package com.patientory.ehr;

import com.patientory.ehr.spi.PatientRef;

/** What a run is doing; holds nothing that may not be shown. */
public sealed interface SyncEvent {
    /** A stage that a document has reached. */
    enum Stage {
        /** Sealed on the sink's stable storage. */
        SEALED,
        /** Stored where it belongs. */
        STORED,
        /** Known to the patient: done. */
        ANCHORED,
        /** A new version with the same content: nothing to do. */
        UNCHANGED,
        /** Taken back by the site. */
        WITHDRAWN
    }

    /**
     * A patient's listing begins.
     *
     * @param patient the patient
     * @param index which of the run's patients, from 1
     * @param of how many there are
     */
    record PatientStarted(PatientRef patient, int index, int of) implements SyncEvent {}

    /**
     * More of a document has arrived; sent about every 8 MiB.
     *
     * @param soFarBytes how much so far
     * @param expectedBytes how much is expected, -1 if the site does not say
     */
    record Transferred(long soFarBytes, long expectedBytes) implements SyncEvent {}

    /**
     * A document has reached a stage.
     *
     * @param stage the stage
     */
    record Reached(Stage stage) implements SyncEvent {}

    /**
     * A document was set aside.
     *
     * @param reason why
     */
    record Quarantined(QuarantineReason reason) implements SyncEvent {}

    /**
     * A document could not be finished now and will be tried again in a later run.
     */
    record Deferred() implements SyncEvent {}

    /**
     * A patient is done with.
     *
     * @param result how it ended
     */
    record PatientFinished(SyncReport.PatientResult result) implements SyncEvent {}
}
