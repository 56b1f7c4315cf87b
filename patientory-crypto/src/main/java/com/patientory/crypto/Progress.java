package com.patientory.crypto;

/**
 * Hears how far a long piece of work is.
 *
 * <p>An exception that the listener throws ends the work, which then leaves nothing behind and throws the same
 * exception: this is how to cancel, for instance with a {@link java.util.concurrent.CancellationException}. No thread
 * begins another part afterwards. An interrupt of the calling thread ends work on files too, with an
 * {@link java.io.IOException}. A stream that waits for its source hears neither: close the source.
 */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (doneBytes, totalBytes) -> {};

    /** The total of a stream, whose end nobody knows. */
    long UNKNOWN = -1;

    /**
     * Called after each part of the work and at the latest when all is done: after about a megabyte of plaintext from file
     * to file, after 64 KiB where a stream or channel takes part. One call at a time, from any of the working threads;
     * should return soon.
     *
     * @param doneBytes plaintext bytes so far, never less than before
     * @param totalBytes all plaintext bytes, or {@link #UNKNOWN}
     */
    void advanced(long doneBytes, long totalBytes);
}
