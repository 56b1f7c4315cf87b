package com.patientory.ehr;

import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrUnavailableException;
import com.patientory.ehr.spi.PatientMixupException;
import com.patientory.ehr.spi.PatientRef;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every document of the patients it is given to a sink, exactly once.
 *
 * <p>Promise: a document that a complete listing of the site named is, after the run, anchored, in quarantine with a
 * reason, or deferred to the next run, and the cursor has passed it only in the first two cases or once it is sealed. A
 * process killed at any point leaves a ledger from which the next run goes on with the same tokens. A page that shows
 * another patient's document stops that patient's part of the run.
 *
 * <p>Not promised: that a site lists all it has. {@link #reconcile} compares with a full listing; run it weekly.
 *
 * <p>One engine uses one ledger, one ledger is used by one engine. The connector and the sink stay the caller's.
 */
public final class SyncEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);
    private static final int SITE_IS_DOWN_AFTER = 3;

    private final EhrConnector connector;
    private final RecordSink sink;
    private final SyncConfig config;
    private final Ledger ledger;
    private final ReentrantLock running = new ReentrantLock();

    private SyncEngine(EhrConnector connector, RecordSink sink, SyncConfig config, Ledger ledger) {
        this.connector = connector;
        this.sink = sink;
        this.config = config;
        this.ledger = ledger;
    }

    /**
     * Opens or creates the ledger and takes it for this engine alone.
     *
     * @param connector the site
     * @param sink where records go
     * @param config the ledger and the limits
     * @return the engine
     * @throws LedgerException if the ledger is in use, damaged, or of another key
     */
    public static SyncEngine open(EhrConnector connector, RecordSink sink, SyncConfig config) throws LedgerException {
        Ledger ledger = Ledger.open(config.ledgerDirectory(), config.key(), connector.id(), new SecureRandom());
        return new SyncEngine(connector, sink, config, ledger);
    }

    /**
     * Takes over what is new since the last run; blocks until it is done. First finishes what an earlier run left sealed
     * or stored.
     *
     * @param patients whose records
     * @return what was done
     * @throws IOException if the ledger or the sink's recovery fails; what was done until then is kept
     * @throws InterruptedException if the thread was interrupted; no worker is left behind
     */
    public SyncReport sync(Collection<PatientRef> patients) throws IOException, InterruptedException {
        return run(List.copyOf(patients), false);
    }

    /**
     * Like {@link #sync}, but lists everything from the start, gives documents in quarantine another chance, and counts
     * what the site no longer lists as withdrawn.
     *
     * @param patients whose records
     * @return what was done
     * @throws IOException if the ledger or the sink's recovery fails; what was done until then is kept
     * @throws InterruptedException if the thread was interrupted; no worker is left behind
     */
    public SyncReport reconcile(Collection<PatientRef> patients) throws IOException, InterruptedException {
        return run(List.copyOf(patients), true);
    }

    /** Lets go of the ledger; waits for a run to end. */
    @Override
    public void close() throws LedgerException {
        running.lock();
        try {
            ledger.close();
        } finally {
            running.unlock();
        }
    }

    private SyncReport run(List<PatientRef> patients, boolean full) throws IOException, InterruptedException {
        running.lockInterruptibly();
        long began = System.nanoTime();
        Tally tally = new Tally(config.listener());
        try (Workers workers = new Workers(config.concurrency())) {
            Stages stages = new Stages(sink, ledger, tally);
            recover(stages, workers);
            PatientSync.Run run = new PatientSync.Run(
                    connector,
                    ledger,
                    new Sealing(connector, sink, ledger, config, tally),
                    stages,
                    workers,
                    tally,
                    full);
            List<SyncReport.PatientResult> results = patients(patients, run);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            return new SyncReport(results, tally.documents(), tally.quarantined(), elapsed);
        } finally {
            running.unlock();
        }
    }

    private void recover(Stages stages, Workers workers) throws IOException, InterruptedException {
        List<DocumentEntry> pending = ledger.select(e -> e.resume().pending());
        List<SinkToken> tokens = new ArrayList<>();
        for (DocumentEntry entry : pending) {
            tokens.add(ledger.token(entry));
        }
        sink.recovered(tokens);
        List<Future<DocumentEntry>> tasks = new ArrayList<>();
        for (DocumentEntry entry : pending) {
            if (entry.state().pending()) {
                tasks.add(workers.submit(() -> stages.finish(entry)));
            }
        }
        for (Future<DocumentEntry> task : tasks) {
            Workers.await(task);
        }
    }

    private List<SyncReport.PatientResult> patients(List<PatientRef> patients, PatientSync.Run run)
            throws LedgerException, InterruptedException {
        List<SyncReport.PatientResult> results = new ArrayList<>();
        int failures = 0;
        for (PatientRef patient : patients) {
            run.tally().tell(new SyncEvent.PatientStarted(patient, results.size() + 1, patients.size()));
            SyncReport.Outcome outcome = SyncReport.Outcome.SKIPPED;
            if (failures < SITE_IS_DOWN_AFTER) {
                try {
                    outcome = new PatientSync(run, patient).run();
                    failures = 0;
                } catch (PatientMixupException e) {
                    LOG.error("the site mixes patients up: {} foreign entries on a page", e.foreignEntries());
                    outcome = SyncReport.Outcome.HALTED;
                } catch (EhrException e) {
                    LOG.warn("a listing failed: {}", e.getMessage());
                    failures = e instanceof EhrUnavailableException ? failures + 1 : 0;
                    outcome = SyncReport.Outcome.FAILED;
                }
            }
            SyncReport.PatientResult result = new SyncReport.PatientResult(patient, outcome);
            results.add(result);
            run.tally().tell(new SyncEvent.PatientFinished(result));
        }
        return results;
    }
}
