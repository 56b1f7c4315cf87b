package com.patientory.chain.internal.write;

import java.util.List;

/** Where a writer's records are kept. Used by one thread at a time. */
public interface Journal extends AutoCloseable {
    /** Returns the records of earlier runs, in their order. */
    List<JournalRecord> load();

    /** Appends records; when {@code durable}, they are on disk on return. */
    void append(List<JournalRecord> records, boolean durable);

    @Override
    void close();

    /** Keeps nothing. */
    static Journal inMemory() {
        return new Journal() {
            @Override
            public List<JournalRecord> load() {
                return List.of();
            }

            @Override
            public void append(List<JournalRecord> records, boolean durable) {
                // The writer's own memory is the journal.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
