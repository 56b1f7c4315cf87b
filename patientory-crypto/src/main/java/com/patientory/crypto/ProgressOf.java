package com.patientory.crypto;

import java.util.function.LongConsumer;

/** A listener that knows the total; a class, as a process that encrypts one file pays milliseconds for each lambda. */
final class ProgressOf implements LongConsumer {
    private final Progress progress;
    private final long totalBytes;

    ProgressOf(Progress progress, long totalBytes) {
        this.progress = progress;
        this.totalBytes = totalBytes;
    }

    @Override
    public void accept(long doneBytes) {
        progress.advanced(doneBytes, totalBytes);
    }
}
