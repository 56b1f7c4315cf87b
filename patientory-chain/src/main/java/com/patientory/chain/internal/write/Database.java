package com.patientory.chain.internal.write;

import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs transactions of one journal; what the driver throws becomes the journal's exception, without the driver's words. */
final class Database {
    private final DataSource source;
    private final String journal;

    /** What is done in one transaction. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    Database(DataSource source, String journal) {
        this.source = source;
        this.journal = journal;
    }

    /** Commits what the work has done, or takes it back. */
    <T> T transaction(Work<T> work) {
        try (Connection connection = begin()) {
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } finally {
                end(connection);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Returns a connection in a transaction, which the caller {@linkplain #end ends} and closes. */
    Connection begin() throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Takes back what is not committed, and leaves the connection as a pool gives it out. */
    static void end(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // A connection that can do neither is gone, and its transaction with it.
        }
    }

    WriteJournalException failure(SQLException e) {
        return new WriteJournalException(Reason.IO, journal, "the database refused with state " + e.getSQLState());
    }
}
