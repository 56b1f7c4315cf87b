package com.patientory.chain.internal.write;

import com.patientory.chain.internal.rpc.Hex;
import com.patientory.chain.model.ChainId;
import com.patientory.crypto.WalletAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The tables for journals in a database, and whose journals stand there. */
public final class JournalTables {
    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS patientory_journal (id VARCHAR(160) PRIMARY KEY, epoch BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS patientory_journal_lock (id VARCHAR(160) PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS patientory_journal_record (id VARCHAR(160) NOT NULL, seq BIGINT NOT NULL,"
                    + " body BYTEA NOT NULL, PRIMARY KEY (id, seq))");

    private JournalTables() {}

    /** Creates the tables that are missing. */
    public static void create(DataSource source) {
        Database database = new Database(source, "tables");
        for (String table : TABLES) {
            database.transaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(table);
                }
            });
        }
    }

    /** Returns what the names of all journals on one network begin with. */
    static String prefix(ChainId chain, byte[] genesis) {
        return chain + ":" + Hex.data(genesis) + ":";
    }

    /** Returns the keys that have journals on one network. */
    static List<WalletAddress> writers(DataSource source, ChainId chain, byte[] genesis) {
        String prefix = prefix(chain, genesis);
        return new Database(source, prefix).transaction(connection -> writers(connection, prefix));
    }

    private static List<WalletAddress> writers(Connection connection, String prefix) throws SQLException {
        List<WalletAddress> writers = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT id FROM patientory_journal WHERE id LIKE ? ORDER BY id")) {
            statement.setString(1, prefix + "%");
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    writers.add(WalletAddress.of(Hex.bytes(name.substring(prefix.length()))));
                }
            }
        }
        return writers;
    }
}
