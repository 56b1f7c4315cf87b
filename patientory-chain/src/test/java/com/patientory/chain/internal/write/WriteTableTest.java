package com.patientory.chain.internal.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.ContentDigest;
import com.patientory.chain.model.FileId;
import com.patientory.chain.model.WriteNotSentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who hears what of a write, and how often. */
class WriteTableTest {
    private final byte[] word =
            new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8};
    private final List<Runnable> completions = new ArrayList<>();
    private final WriteTable table = new WriteTable(10, completions::add, LostWrites.logged());
    private final WriteEntry entry = new WriteEntry(new WriteCommand(
            JournalSamples.writer(1), FileId.of(word), ContentDigest.of(word), ContentDigest.of(word)));

    @Test
    void late_inEachRound_waitsOnceForEachFuture() {
        WriteNotSentException late = new WriteNotSentException(Duration.ofSeconds(1));
        table.add(entry);
        for (int asked = 1; asked <= 2; asked++) {
            // A listener takes its time, and the lane goes on.
            for (int round = 0; round < 1_000; round++) {
                table.late(entry, late);
            }
            assertEquals(asked, completions.size());
            completions.get(asked - 1).run();
            assertTrue(entry.future().isCompletedExceptionally());
            assertTrue(table.find(entry.command).isPresent());
        }
    }
}
