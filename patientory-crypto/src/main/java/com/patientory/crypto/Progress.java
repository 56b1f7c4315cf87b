package com.patientory.crypto;

/**
 * Hears how far a long piece of work is.
 *
 * <p>An exception that the listener throws ends the work, which then leaves nothing behind and throws the same
 * exception: this is how to cancel, for instance with a {@link java.util.concurrent.CancellationException}. An
 * interrupt of the calling thread ends work on files too, with an {@link java.io.IOException}.
 */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (doneBytes, totalBytes) -> {};

    /** The total of a stream, whose end nobody knows. */
    long UNKNOWN = -1;

    /**
     * Called about once for each megabyte of plaintext, at the latest when all is done; one call at a time, from any of
     * the working threads. Should return soon.
     *
     * @param doneBytes plaintext bytes so far, never less than before
     * @param totalBytes all plaintext bytes, or {@link #UNKNOWN}
     */
    void advanced(long doneBytes, long totalBytes);
}
