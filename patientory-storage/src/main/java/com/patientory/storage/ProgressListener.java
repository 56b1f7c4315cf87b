package com.patientory.storage;

/** Hears how far a transfer has come. Called on the transfer's thread, in order, after each leaf; must be quick. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = doneBytes -> {};

    /**
     * Some more bytes have been taken over. A retry or a further replica does not make the number go down.
     *
     * @param doneBytes content bytes so far
     */
    void onProgress(long doneBytes);
}
