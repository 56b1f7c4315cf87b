package com.patientory.chain.internal.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a journal in a database promises besides. */
abstract class JdbcJournalContract extends PersistentJournalContract {
    abstract String url();

    @Override
    JdbcJournal open(int writer) {
        return JdbcJournal.open(
                new UrlDataSource(url()), JournalSamples.CHAIN, JournalSamples.GENESIS, JournalSamples.writer(writer));
    }

    @Override
    List<String> location() {
        return List.of("jdbc", url());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = new UrlDataSource(url()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Reason reason(Runnable action) {
        return assertThrows(WriteJournalException.class, action::run).reason();
    }

    @Test
    void createTables_twice_isHarmless() {
        JournalTables.create(new UrlDataSource(url()));
        open(0).close();
    }

    @Test
    void open_ofTwoWriters_keepsTheirRecordsApart() {
        try (JdbcJournal one = open(0);
                JdbcJournal two = open(1)) {
            one.append(List.of(new JournalRecord.Sent(1)), true);
            two.append(List.of(new JournalRecord.Sent(2)), true);
        }
        try (JdbcJournal one = open(0);
                JdbcJournal two = open(1)) {
            assertEquals(List.of(new JournalRecord.Sent(1)), one.load());
            assertEquals(List.of(new JournalRecord.Sent(2)), two.load());
        }
    }

    @Test
    void append_byAnOwnerThatLostTheJournal_isRefusedAndLeavesNothing() throws SQLException {
        try (JdbcJournal journal = open(0)) {
            journal.append(List.of(new JournalRecord.Sent(1)), true);
            execute("UPDATE patientory_journal SET epoch = epoch + 1");
            assertEquals(Reason.IN_USE, reason(() -> journal.append(List.of(new JournalRecord.Sent(2)), true)));
        }
        try (JdbcJournal journal = open(0)) {
            assertEquals(List.of(new JournalRecord.Sent(1)), journal.load());
        }
    }

    @Test
    void append_afterOneThatTheDatabaseRefused_isTaken() throws SQLException {
        try (JdbcJournal journal = open(0)) {
            execute("ALTER TABLE patientory_journal_record RENAME TO elsewhere");
            assertEquals(Reason.IO, reason(() -> journal.append(List.of(new JournalRecord.Sent(1)), true)));
            execute("ALTER TABLE elsewhere RENAME TO patientory_journal_record");
            journal.append(List.of(new JournalRecord.Sent(2)), true);
        }
        try (JdbcJournal journal = open(0)) {
            assertEquals(List.of(new JournalRecord.Sent(2)), journal.load());
        }
    }

    @Test
    void append_thatNeedsNoForceAndWasRefused_leavesNothingThatIsWrittenTwiceWithItsRepetition() throws SQLException {
        List<JournalRecord> many = Collections.nCopies(255, new JournalRecord.Sent(1));
        List<JournalRecord> last = List.of(new JournalRecord.Sent(2));
        try (JdbcJournal journal = open(0)) {
            journal.append(many, false);
            execute("ALTER TABLE patientory_journal_record RENAME TO elsewhere");
            for (int i = 0; i < 3; i++) {
                assertEquals(Reason.IO, reason(() -> journal.append(last, false)));
            }
            execute("ALTER TABLE elsewhere RENAME TO patientory_journal_record");
            journal.append(last, false);
        }
        try (JdbcJournal journal = open(0)) {
            assertEquals(256, journal.load().size());
        }
    }

    @Test
    void open_onABrokenRecord_isDamagedAndHoldsNoLock() throws SQLException {
        open(0).close();
        execute("INSERT INTO patientory_journal_record (id, seq, body) SELECT id, 1, '' FROM patientory_journal");
        assertEquals(Reason.DAMAGED, reason(() -> open(0)));
        execute("DELETE FROM patientory_journal_record");
        open(0).close();
    }

    @Test
    void open_withoutTables_isRefused() throws SQLException {
        execute("DROP TABLE patientory_journal_lock");
        assertEquals(Reason.IO, reason(() -> open(0)));
    }
}
