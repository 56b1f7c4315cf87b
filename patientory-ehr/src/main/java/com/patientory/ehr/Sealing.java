package com.patientory.ehr;

import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.EhrException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first stage: from the site's stream into the sink, downloading again where that may help. */
final class Sealing {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    private final EhrConnector connector;
    private final RecordSink sink;
    private final Ledger ledger;
    private final SyncConfig config;
    private final Tally tally;

    Sealing(EhrConnector connector, RecordSink sink, Ledger ledger, SyncConfig config, Tally tally) {
        this.connector = connector;
        this.sink = sink;
        this.ledger = ledger;
        this.config = config;
        this.tally = tally;
    }

    /** Gives the entry as it stands in the ledger afterwards: sealed, quarantined, or still discovered. */
    DocumentEntry seal(DocumentRef document, DocumentEntry discovered) throws LedgerException, InterruptedException {
        for (int download = 1; ; download++) {
            try {
                return once(document, discovered);
            } catch (LedgerException e) {
                throw e;
            } catch (RecordRejectedException e) {
                return quarantine(discovered, QuarantineReason.SINK_REJECTED);
            } catch (InterruptedIOException e) {
                Thread.interrupted(); // The exception carries it on.
                throw new InterruptedException("interrupted while a record was sealed");
            } catch (EhrException e) {
                Verdict verdict = Verdict.of(e);
                LOG.debug("download {} failed: {}", download, verdict.reason());
                if (verdict.retry() && download < config.downloadsPerRun()) {
                    tally.retries.increment();
                } else if (verdict.mayPass() && discovered.attempts() < config.runsBeforeQuarantine()) {
                    return defer(discovered);
                } else {
                    return quarantine(discovered, verdict.reason());
                }
            } catch (IOException e) {
                LOG.info("the sink failed to seal: {}", e.getClass().getName());
                return defer(discovered);
            }
        }
    }

    private DocumentEntry once(DocumentRef document, DocumentEntry discovered)
            throws IOException, InterruptedException {
        InputStream opened;
        try {
            opened = connector.open(document);
        } catch (RuntimeException e) {
            LOG.error("the connector threw {}", e.getClass().getName());
            return quarantine(discovered, QuarantineReason.CONNECTOR_DEFECT);
        }
        try (opened) {
            MeasuredStream content = new MeasuredStream(
                    opened, document.content(), ledger.crypto().contentMac(), tally);
            return handOver(document, discovered, content);
        }
    }

    private DocumentEntry handOver(DocumentRef document, DocumentEntry discovered, MeasuredStream content)
            throws IOException, InterruptedException {
        SinkToken token;
        try {
            token = sink.seal(document, content);
        } catch (IOException e) {
            EhrException failure = content.failure();
            throw failure == null ? e : failure;
        } catch (RuntimeException e) {
            EhrException failure = content.failure();
            if (failure != null) {
                throw failure;
            }
            LOG.error("the sink threw {}", e.getClass().getName());
            return quarantine(discovered, QuarantineReason.SINK_DEFECT);
        }
        EhrException failure = content.failure();
        if (failure != null || !content.ended()) {
            // The sink made a token of a content that is not whole: nobody may use it.
            discard(token);
            if (failure != null) {
                throw failure;
            }
            return quarantine(discovered, QuarantineReason.SINK_DEFECT);
        }
        tally.bytes.add(content.count());
        DocumentEntry sealed = discovered.sealed(content.content(), ledger.seal(discovered.name(), token));
        ledger.put(sealed);
        tally.reached(SyncEvent.Stage.SEALED);
        return sealed;
    }

    /** What it leaves behind is known to nobody; the failure that led here is the one that counts. */
    private void discard(SinkToken token) throws InterruptedException {
        try {
            sink.discard(token);
        } catch (InterruptedIOException e) {
            Thread.interrupted(); // The exception carries it on.
            throw new InterruptedException("interrupted while a record was discarded");
        } catch (IOException | RuntimeException e) {
            LOG.warn("the sink failed to discard: {}", e.getClass().getName());
        }
    }

    private DocumentEntry defer(DocumentEntry entry) {
        tally.deferred();
        return entry;
    }

    private DocumentEntry quarantine(DocumentEntry entry, QuarantineReason reason) throws LedgerException {
        DocumentEntry aside = entry.quarantined(reason);
        ledger.put(aside);
        tally.quarantined(reason);
        return aside;
    }
}
