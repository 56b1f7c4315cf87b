package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.ChainId;
import com.patientory.chain.model.WriteJournalException;
import com.patientory.chain.model.WriteJournalException.Reason;
import com.patientory.crypto.WalletAddress;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * A journal in a database, held by one writer at a time in two ways: a row that one open transaction locks tells a living
 * owner from a dead one at once, and an epoch, counted up by each owner and compared in each append, keeps out an owner
 * that has lost the lock without knowing. Records that need not be durable wait for the next ones that must be.
 */
public final class JdbcJournal implements Journal {
    private static final int MOST_WAITING = 256;

    private final Database database;
    private final String id;
    private final Connection lock;
    private final long epoch;
    private List<JournalRecord> loaded;
    private long appendedBytes;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<JournalRecord> waiting = new ArrayList<>();

    private JdbcJournal(Database database, String id, Connection lock) {
        this.database = database;
        this.id = id;
        this.lock = lock;
        this.epoch = database.transaction(this::takeOver);
        this.loaded = database.transaction(this::read);
    }

    /** Opens or begins the journal of one writer on one network. */
    public static JdbcJournal open(DataSource source, ChainId chain, byte[] genesis, WalletAddress writer) {
        String id = JournalTables.prefix(chain, genesis) + Hex.data(writer);
        Database database = new Database(source, id);
        begin(database, "INSERT INTO patientory_journal (id, epoch) VALUES (?, 0)", "patientory_journal", id);
        begin(database, "INSERT INTO patientory_journal_lock (id) VALUES (?)", "patientory_journal_lock", id);
        Connection lock = lock(database, id);
        try {
            return new JdbcJournal(database, id, lock);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static void begin(Database database, String insert, String table, String id) {
        try {
            if (!exists(database, table, id)) {
                database.transaction(connection -> update(connection, insert, id));
            }
        } catch (WriteJournalException e) {
            // Another one may have begun it in the meantime.
            if (!exists(database, table, id)) {
                throw e;
            }
        }
    }

    private static boolean exists(Database database, String table, String id) {
        return database.transaction(connection -> found(connection, "SELECT id FROM " + table + " WHERE id = ?", id));
    }

    private static boolean found(Connection connection, String query, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** A locked row is skipped, so that its owner is told from a failure without reading a driver's codes. */
    private static Connection lock(Database database, String id) {
        String query = "SELECT id FROM patientory_journal_lock WHERE id = ? FOR UPDATE SKIP LOCKED";
        try {
            Connection connection = database.begin();
            boolean locked = false;
            try {
                locked = found(connection, query, id);
            } finally {
                if (!locked) {
                    release(connection);
                }
            }
            if (!locked) {
                throw new WriteJournalException(Reason.IN_USE, id, "another writer holds it");
            }
            return connection;
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private long takeOver(Connection connection) throws SQLException {
        update(connection, "UPDATE patientory_journal SET epoch = epoch + 1 WHERE id = ?", id);
        return number(connection, "SELECT epoch FROM patientory_journal WHERE id = ?");
    }

    private long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private List<JournalRecord> read(Connection connection) throws SQLException {
        String query = "SELECT seq, body FROM patientory_journal_record WHERE id = ? ORDER BY seq";
        List<JournalRecord> records = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(decode(rows.getLong(1), rows.getBytes(2)));
                }
            }
        }
        return records;
    }

    private JournalRecord decode(long seq, byte[] body) {
        try {
            return JournalCodec.decode(ByteBuffer.wrap(body));
        } catch (RuntimeException e) {
            throw new WriteJournalException(Reason.DAMAGED, id, "record " + seq);
        }
    }

    @Override
    public List<JournalRecord> load() {
        List<JournalRecord> once = loaded;
        loaded = List.of();
        return once;
    }

    @Override
    public void append(List<JournalRecord> records, boolean durable) {
        requireOpen();
        if (durable) {
            List<JournalRecord> all = new ArrayList<>(waiting);
            all.addAll(records);
            database.transaction(connection -> insert(connection, all));
            waiting.clear();
        } else if (waiting.size() + records.size() < MOST_WAITING) {
            waiting.addAll(records);
        } else {
            append(records, true);
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new WriteJournalException(Reason.IO, id, "closed");
        }
    }

    @Override
    public void replace(List<JournalRecord> records) {
        requireOpen();
        database.transaction(connection -> {
            requireOwner(connection);
            update(connection, "DELETE FROM patientory_journal_record WHERE id = ?", id);
            return insert(connection, records);
        });
        waiting.clear();
        appendedBytes = 0;
    }

    @Override
    public long appendedBytes() {
        return appendedBytes;
    }

    private void requireOwner(Connection connection) throws SQLException {
        String own = "UPDATE patientory_journal SET epoch = epoch WHERE epoch = " + epoch + " AND id = ?";
        if (update(connection, own, id) != 1) {
            throw new WriteJournalException(Reason.IN_USE, id, "another writer has taken it over");
        }
    }

    /** The number of the last record is asked for each time: after a commit without an answer nobody knows it. */
    private int insert(Connection connection, List<JournalRecord> records) throws SQLException {
        requireOwner(connection);
        long seq = number(connection, "SELECT COALESCE(MAX(seq), 0) FROM patientory_journal_record WHERE id = ?");
        String insert = "INSERT INTO patientory_journal_record (id, seq, body) VALUES (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (JournalRecord record : records) {
                seq++;
                statement.setString(1, id);
                statement.setLong(2, seq);
                byte[] body = JournalCodec.encodeBody(record);
                appendedBytes += body.length;
                statement.setBytes(3, body);
                statement.addBatch();
            }
            return statement.executeBatch().length;
        }
    }

    private static int update(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        if (closed.get()) {
            return;
        }
        try {
            append(List.of(), true);
        } catch (WriteJournalException e) {
            // What waited is found again on the chain.
        } finally {
            if (closed.compareAndSet(false, true)) {
                release(lock);
            }
        }
    }

    private static void release(Connection connection) {
        Database.end(connection);
        try {
            connection.close();
        } catch (SQLException e) {
            // Gone already.
        }
    }
}
