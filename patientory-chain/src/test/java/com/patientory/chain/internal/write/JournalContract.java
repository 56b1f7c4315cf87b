package com.patientory.chain.internal.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every journal promises. */
abstract class JournalContract {
    /** Opens or begins the journal of writer number n. */
    abstract Journal open(int writer);

    @Test
    void load_ofANewJournal_isEmpty() {
        try (Journal journal = open(0)) {
            assertEquals(List.of(), journal.load());
        }
    }

    @Test
    void append_ofEveryKind_isTaken() {
        try (Journal journal = open(0)) {
            journal.append(JournalSamples.all(), false);
            journal.append(JournalSamples.all(), true);
            journal.append(List.of(), true);
            assertEquals(List.of(), journal.load(), "load tells of earlier runs only");
        }
    }

    @Test
    void close_twice_isHarmless() {
        Journal journal = open(0);
        journal.close();
        journal.close();
    }
}
