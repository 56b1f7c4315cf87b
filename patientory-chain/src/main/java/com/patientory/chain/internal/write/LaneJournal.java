package com.patientory.chain.internal.write;

import com.patientory.chain.model.WriteJournalException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal with what it says so far; made smaller when it is opened, and when it has grown. */
final class LaneJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneJournal.class);

    private final Journal journal;
    private final JournalState state;
    private final long compactBytes;
    private long nextCompaction;

    /** The ends of writes that the journal refused. The chain tells the rest again, but not what failed. */
    private List<JournalRecord> owed = List.of();

    /** Reads what earlier runs have left. */
    LaneJournal(Journal journal, int remembered, long compactBytes) {
        this.journal = journal;
        this.state = new JournalState(remembered);
        this.compactBytes = compactBytes;
        this.nextCompaction = compactBytes;
        List<JournalRecord> found = journal.load();
        state.apply(found);
        List<JournalRecord> needed = state.records();
        if (needed.size() < found.size()) {
            journal.replace(needed);
        }
    }

    JournalState state() {
        return state;
    }

    /** Appends; what was appended stays, also when the journal could not be made smaller behind it. */
    void append(List<JournalRecord> records, boolean durable) {
        List<JournalRecord> all = withOwed(records);
        try {
            journal.append(all, durable);
            owed = List.of();
        } catch (WriteJournalException e) {
            owed = all.stream().filter(LaneJournal::ends).toList();
            throw e;
        }
        state.apply(all);
        if (journal.appendedBytes() > nextCompaction) {
            compact();
        }
    }

    private List<JournalRecord> withOwed(List<JournalRecord> records) {
        List<JournalRecord> all = new ArrayList<>(owed);
        all.addAll(records);
        return all;
    }

    private static boolean ends(JournalRecord record) {
        return record instanceof JournalRecord.Abandoned || record instanceof JournalRecord.Final;
    }

    private void compact() {
        try {
            journal.replace(state.records());
            nextCompaction = compactBytes;
        } catch (WriteJournalException e) {
            LOG.warn("a journal stays large: {}", e.getMessage());
            nextCompaction = journal.appendedBytes() + compactBytes;
        }
    }

    /** Notes the last and closes; a database that is away already must not keep other lanes from their end. */
    void end(List<JournalRecord> last) {
        List<JournalRecord> all = withOwed(last);
        try (journal) {
            if (!all.isEmpty()) {
                journal.append(all, false);
            }
        } catch (RuntimeException e) {
            // What is not noted is found on the chain again.
            LOG.warn("a journal could not be ended: {}", e.getClass().getName());
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
