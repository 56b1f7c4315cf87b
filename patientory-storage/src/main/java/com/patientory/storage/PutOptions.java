package com.patientory.storage;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How to store a blob: by default any content, nobody listening. Immutable. */
public final class PutOptions {
    private static final PutOptions DEFAULTS = new PutOptions(null, ProgressListener.NONE);

    private final @Nullable Cid expected;
    private final ProgressListener progress;

    private PutOptions(@Nullable Cid expected, ProgressListener progress) {
        this.expected = expected;
        this.progress = progress;
    }

    /**
     * Any content, nobody listening.
     *
     * @return the options
     */
    public static PutOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These options, for content that must have this name. A store that already has the blob need not read the content.
     *
     * @param cid the name that the content must turn out to have
     * @return new options
     */
    public PutOptions expecting(Cid cid) {
        return new PutOptions(cid, progress);
    }

    /**
     * These options, with a listener.
     *
     * @param listener hears of each leaf
     * @return new options
     */
    public PutOptions reportingTo(ProgressListener listener) {
        return new PutOptions(expected, listener);
    }

    /**
     * The name that the content must turn out to have.
     *
     * @return the CID, or empty when any content will do
     */
    public Optional<Cid> expected() {
        return Optional.ofNullable(expected);
    }

    /**
     * Who hears of each leaf.
     *
     * @return the listener
     */
    public ProgressListener progress() {
        return progress;
    }
}
