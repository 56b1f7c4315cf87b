package com.patientory.chain.internal.write;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Needs an installed PostgreSQL 9.5 or later; skipped where there is none, failing under CI. */
class PostgresJournalTest extends JdbcJournalContract {
    private static PostgresServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> programs = PostgresServer.programs();
        if (programs.isEmpty()) {
            String message = "no PostgreSQL is installed (initdb, pg_ctl)";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(message);
            }
            Assumptions.abort("skipped: " + message);
        }
        server = PostgresServer.start(programs.get());
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void tables() throws SQLException {
        for (String table : new String[] {"journal", "journal_lock", "journal_record"}) {
            execute("DROP TABLE IF EXISTS patientory_" + table);
        }
        JournalTables.create(new UrlDataSource(url()));
    }

    @Override
    String url() {
        return server.url();
    }
}
