package com.patientory.ehr;

import com.patientory.ehr.spi.Change;
import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.PatientRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One patient's part of a run: list, hand the new documents to the workers, settle, move the cursor. */
final class PatientSync {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);
    private static final int MAX_PAGES = 10_000;

    private final EhrConnector connector;
    private final Ledger ledger;
    private final Sealing sealing;
    private final Stages stages;
    private final Workers workers;
    private final Tally tally;
    private final PatientRef patient;
    private final boolean full;

    private final Map<Pseudonym, Future<DocumentEntry>> tasks = new HashMap<>();
    private final Set<Pseudonym> withdrawn = new HashSet<>();
    private final Set<Pseudonym> present = new HashSet<>();
    private final Map<Pseudonym, Pseudonym> versions = new HashMap<>();
    /** Whether the listing is of one moment: no page left anything out, no document changed between two pages. */
    private boolean steady = true;

    PatientSync(Run run, PatientRef patient) {
        this.connector = run.connector();
        this.ledger = run.ledger();
        this.sealing = run.sealing();
        this.stages = run.stages();
        this.workers = run.workers();
        this.tally = run.tally();
        this.full = run.full();
        this.patient = patient;
    }

    /** What all patients of a run share. */
    record Run(
            EhrConnector connector,
            Ledger ledger,
            Sealing sealing,
            Stages stages,
            Workers workers,
            Tally tally,
            boolean full) {}

    SyncReport.Outcome run() throws EhrException, LedgerException, InterruptedException {
        ChangePage last;
        try {
            last = list(full ? Cursor.START : ledger.cursor(patient));
        } catch (EhrException e) {
            // What was listed before is sound, but nothing more begins for this patient.
            tasks.values().forEach(task -> task.cancel(false));
            settle();
            throw e;
        }
        boolean settled = settle();
        boolean complete = steady && last.complete() && !last.more();
        settled &= withdraw(complete);
        if (!settled || !complete) {
            return SyncReport.Outcome.INCOMPLETE;
        }
        ledger.cursor(patient, last.next());
        return SyncReport.Outcome.COMPLETE;
    }

    private ChangePage list(Cursor from) throws EhrException, LedgerException, InterruptedException {
        ChangePage page = page(from);
        take(page);
        for (int pages = 1; page.more() && pages < MAX_PAGES; pages++) {
            page = page(page.next());
            take(page);
        }
        return page;
    }

    private ChangePage page(Cursor from) throws EhrException, InterruptedException {
        try {
            return connector.listChanges(patient, from);
        } catch (RuntimeException e) {
            // Its message may hold anything.
            LOG.error("the connector threw {} in a listing", e.getClass().getName());
            throw new EhrProtocolException(EhrProtocolException.Violation.UNSUPPORTED);
        }
    }

    private void take(ChangePage page) throws LedgerException {
        steady &= page.complete();
        for (Change change : page.changes()) {
            if (change instanceof Change.Present there) {
                take(there.document());
            } else if (change instanceof Change.Withdrawn gone) {
                withdrawn.add(ledger.group(patient, gone.idPrefix()));
            }
        }
    }

    private void take(DocumentRef document) throws LedgerException {
        DocumentEntry.Name name = ledger.name(document);
        present.add(name.group());
        Pseudonym before = versions.put(name.document(), name.version());
        steady &= before == null || before.equals(name.version());
        if (tasks.containsKey(name.version())) {
            return;
        }
        tally.listed.increment();
        DocumentEntry entry = ledger.find(name).orElse(DocumentEntry.discovered(name, 0));
        if (full && entry.state() == DocumentState.QUARANTINED) {
            entry = entry.released();
        } else if (full && entry.state() == DocumentState.WITHDRAWN) {
            // The site has it again, or an earlier listing was wrong.
            entry = DocumentEntry.discovered(name, 0);
        } else if (entry.state().settled()) {
            tally.known.increment();
            return;
        }
        DocumentEntry begun = entry;
        tasks.put(name.version(), workers.submit(() -> work(document, begun)));
    }

    private DocumentEntry work(DocumentRef document, DocumentEntry entry) throws LedgerException, InterruptedException {
        DocumentEntry current = entry;
        if (current.state() == DocumentState.DISCOVERED) {
            // Written before the attempt, so that a document that kills the process is counted too.
            current = DocumentEntry.discovered(entry.name(), entry.attempts() + 1);
            ledger.put(current);
            current = sealing.seal(document, current);
        }
        return stages.finish(current);
    }

    private boolean settle() throws LedgerException, InterruptedException {
        boolean settled = true;
        for (Future<DocumentEntry> task : tasks.values()) {
            settled &= !task.isCancelled() && Workers.await(task).state().settled();
        }
        return settled;
    }

    private boolean withdraw(boolean complete) throws LedgerException, InterruptedException {
        if (!full && withdrawn.isEmpty()) {
            return true;
        }
        Pseudonym mine = ledger.patient(patient);
        boolean settled = true;
        for (DocumentEntry entry : ledger.select(e -> e.name().patient().equals(mine)
                && e.state() != DocumentState.WITHDRAWN
                && isGone(e.name().group(), complete))) {
            settled &= stages.withdraw(entry);
        }
        return settled;
    }

    /** Said to be withdrawn, or missing from a full listing that left nothing out. */
    private boolean isGone(Pseudonym group, boolean complete) {
        return withdrawn.contains(group) || (full && complete && !present.contains(group));
    }
}
