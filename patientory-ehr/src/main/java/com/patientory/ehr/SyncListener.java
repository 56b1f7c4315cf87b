package com.patientory.ehr;

/** Hears of progress; called from several threads, should return at once; what it throws is ignored. */
@FunctionalInterface
public interface SyncListener {
    /** Hears nothing. */
    SyncListener NONE = event -> {};

    /**
     * Hears of an event.
     *
     * @param event the event
     */
    void on(SyncEvent event);
}
