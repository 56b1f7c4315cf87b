package com.patientory.chain.internal.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a journal promises that outlives its process. */
abstract class PersistentJournalContract extends JournalContract {
    /** Returns what {@link JournalProcess} needs to open the journal of writer 0. */
    abstract List<String> location();

    @Test
    void load_afterReopening_hasAllRecordsInOrder() {
        List<JournalRecord> all = JournalSamples.all();
        try (Journal journal = open(0)) {
            journal.append(all.subList(0, 2), true);
            journal.append(all.subList(2, 3), false);
            journal.append(all.subList(3, 4), true);
            journal.append(all.subList(4, all.size()), false);
        }
        try (Journal journal = open(0)) {
            assertEquals(JournalSamples.text(all), JournalSamples.text(journal.load()));
        }
    }

    @Test
    void append_afterClose_isRefused() {
        Journal journal = open(0);
        journal.close();
        WriteJournalException e = assertThrows(
                WriteJournalException.class, () -> journal.append(List.of(new JournalRecord.Sent(1)), true));
        assertEquals(Reason.IO, e.reason());
    }

    @Test
    void open_whileItIsHeld_isInUse() {
        try (Journal journal = open(0)) {
            assertEquals(List.of(), journal.load());
            assertEquals(Reason.IN_USE, refusal());
        }
        open(0).close();
    }

    private Reason refusal() {
        return assertThrows(WriteJournalException.class, () -> open(0)).reason();
    }

    @Test
    void replace_thenAppend_isWhatALaterOwnerReads() {
        List<JournalRecord> all = JournalSamples.all();
        try (Journal journal = open(0)) {
            journal.append(all, true);
            journal.append(all, false);
            assertTrue(journal.appendedBytes() > 500, "bytes: " + journal.appendedBytes());
            journal.replace(all.subList(0, 3));
            assertEquals(0, journal.appendedBytes());
            journal.append(all.subList(3, all.size()), true);
        }
        try (Journal journal = open(0)) {
            assertEquals(JournalSamples.text(all), JournalSamples.text(journal.load()));
            assertEquals(Reason.IN_USE, refusal());
            journal.replace(List.of());
            assertEquals(Reason.IN_USE, refusal());
        }
        try (Journal journal = open(0)) {
            assertEquals(List.of(), journal.load());
        }
    }

    @Test
    void open_afterItsOwnerWasKilledWhileItReplacedAll_hasAllRecords() throws Exception {
        killed(List.of("replacing"));
    }

    @Test
    void open_afterItsOwnerWasKilledInMidWrite_hasAPrefixAndGoesOn() throws Exception {
        killed(List.of());
    }

    private void killed(List<String> how) throws Exception {
        int survivors = 0;
        for (int round = 0; round < 3; round++) {
            long acknowledged = writeAndKill(round * 20 + 5, how);
            try (Journal journal = openOnceReleased()) {
                List<JournalRecord> found = journal.load();
                assertTrue(found.size() >= survivors + 2 * acknowledged, found.size() + " of " + acknowledged);
                for (int i = 0; i < found.size() - survivors; i++) {
                    assertEquals(new JournalRecord.Sent(i), found.get(survivors + i));
                }
                survivors = found.size();
            }
        }
    }

    /** Lets another process append until it has acknowledged some batches, and kills it; returns how many it has. */
    private long writeAndKill(int batches, List<String> how) throws Exception {
        List<String> command = new ArrayList<>(JournalProcess.command());
        command.addAll(location());
        command.addAll(how);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            long acknowledged = 0;
            while (acknowledged < batches) {
                acknowledged = Long.parseLong(output.readLine());
            }
            assertEquals(Reason.IN_USE, refusal());
            // Not by the process object, which would close the pipe with what is still in it.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = output.readLine(); line != null && !line.isEmpty(); line = output.readLine()) {
                acknowledged = Math.max(acknowledged, Long.parseLong(line));
            }
            return acknowledged;
        } finally {
            process.destroyForcibly();
        }
    }

    /** A database needs a moment to see that its client is gone. */
    private Journal openOnceReleased() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return open(0);
            } catch (WriteJournalException e) {
                assertEquals(Reason.IN_USE, e.reason());
                assertTrue(System.nanoTime() < deadline, "the lock of a dead process is still held");
                Thread.sleep(50);
            }
        }
    }
}
