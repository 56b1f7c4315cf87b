package com.patientory.ehr;

import java.nio.file.Path;

/**
 * How an engine works. Defaults: 4 documents at a time, 3 downloads of a document in a run, quarantine after 10 runs.
 *
 * @param ledgerDirectory where the ledger lies; one directory for each site
 * @param key the ledger's secret
 * @param concurrency how many documents are fetched and handed over at a time, 1 to 64
 * @param downloadsPerRun how often a document is fetched in a run before it is left for the next, 1 to 10
 * @param runsBeforeQuarantine in how many runs a document may stay unavailable, 1 to 1,000
 * @param listener hears of progress
 */
public record SyncConfig(
        Path ledgerDirectory,
        LedgerKey key,
        int concurrency,
        int downloadsPerRun,
        int runsBeforeQuarantine,
        SyncListener listener) {
    /**
     * Checks the bounds.
     *
     * @param ledgerDirectory where the ledger lies
     * @param key the ledger's secret
     * @param concurrency how many documents are fetched and handed over at a time
     * @param downloadsPerRun how often a document is fetched in a run before it is left for the next
     * @param runsBeforeQuarantine in how many runs a document may stay unavailable
     * @param listener hears of progress
     */
    public SyncConfig {
        check("concurrency", concurrency, 64);
        check("downloads per run", downloadsPerRun, 10);
        check("runs before quarantine", runsBeforeQuarantine, 1000);
    }

    /**
     * The defaults.
     *
     * @param ledgerDirectory where the ledger lies
     * @param key the ledger's secret
     * @return the configuration
     */
    public static SyncConfig of(Path ledgerDirectory, LedgerKey key) {
        return new SyncConfig(ledgerDirectory, key, 4, 3, 10, SyncListener.NONE);
    }

    /**
     * Changes the listener.
     *
     * @param changed hears of progress
     * @return the changed configuration
     */
    public SyncConfig withListener(SyncListener changed) {
        return new SyncConfig(ledgerDirectory, key, concurrency, downloadsPerRun, runsBeforeQuarantine, changed);
    }

    /**
     * Changes how many documents are handled at a time.
     *
     * @param changed 1 to 64
     * @return the changed configuration
     */
    public SyncConfig withConcurrency(int changed) {
        return new SyncConfig(ledgerDirectory, key, changed, downloadsPerRun, runsBeforeQuarantine, listener);
    }

    /**
     * Changes how patient the engine is with documents that cannot be had.
     *
     * @param downloads how often a document is fetched in a run, 1 to 10
     * @param runs in how many runs it may stay unavailable, 1 to 1,000
     * @return the changed configuration
     */
    public SyncConfig withPatience(int downloads, int runs) {
        return new SyncConfig(ledgerDirectory, key, concurrency, downloads, runs, listener);
    }

    private static void check(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + " " + value + ", allowed 1 to " + most);
        }
    }
}
