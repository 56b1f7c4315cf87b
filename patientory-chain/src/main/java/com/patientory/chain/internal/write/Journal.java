package com.patientory.chain.internal.write;

import java.util.List;

/** Where a lane's records are kept. Used by one thread at a time. */
public interface Journal extends AutoCloseable {
    /** Returns the records of earlier runs, in their order; once, since they may be many. */
    List<JournalRecord> load();

    /** Appends records; when {@code durable}, they are on disk on return. */
    void append(List<JournalRecord> records, boolean durable);

    /** Puts these in place of all records, durably and as one step: a kill leaves all of the old or all of the new ones. */
    void replace(List<JournalRecord> records);

    /** Returns about how many bytes were appended since the journal was opened or its records were replaced. */
    long appendedBytes();

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
                // The lane's own memory is the journal.
            }

            @Override
            public void replace(List<JournalRecord> records) {
                // As above.
            }

            @Override
            public long appendedBytes() {
                return 0;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
