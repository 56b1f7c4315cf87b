package com.patientory.ehr;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages after sealing: they need the sink and the ledger, and no longer the site. */
final class Stages {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    /** One call of the sink. */
    @FunctionalInterface
    private interface Stage {
        SinkToken apply(SinkToken token) throws IOException, InterruptedException;
    }

    private final RecordSink sink;
    private final Ledger ledger;
    private final Tally tally;

    Stages(RecordSink sink, Ledger ledger, Tally tally) {
        this.sink = sink;
        this.ledger = ledger;
        this.tally = tally;
    }

    /** Takes an entry as far as it goes. */
    DocumentEntry finish(DocumentEntry entry) throws LedgerException, InterruptedException {
        DocumentEntry current = entry;
        if (current.state() == DocumentState.SEALED) {
            current = ledger.isAnchored(current.name().document(), current.content())
                    ? unchanged(current)
                    : step(current, DocumentState.STORED, sink::store);
        }
        if (current.state() == DocumentState.STORED) {
            current = step(current, DocumentState.ANCHORED, sink::anchor);
        }
        return current;
    }

    /** The site took it back; false if that has to be said again. */
    boolean withdraw(DocumentEntry entry) throws LedgerException, InterruptedException {
        DocumentEntry current = entry.state() == DocumentState.STORED ? finish(entry) : entry;
        if (current.state() == DocumentState.STORED) {
            return false;
        }
        DocumentEntry after = step(current, DocumentState.WITHDRAWN, token -> {
            if (current.resume() == DocumentState.ANCHORED) {
                sink.withdrawn(token);
            } else if (current.resume() == DocumentState.SEALED) {
                sink.discard(token);
            }
            return token;
        });
        return after.state() == DocumentState.WITHDRAWN || after.state() == DocumentState.QUARANTINED;
    }

    private DocumentEntry unchanged(DocumentEntry sealed) throws LedgerException, InterruptedException {
        return step(sealed, DocumentState.UNCHANGED, token -> {
            sink.discard(token);
            return token;
        });
    }

    private DocumentEntry step(DocumentEntry entry, DocumentState next, Stage stage)
            throws LedgerException, InterruptedException {
        Ciphertext token = entry.token();
        try {
            if (!token.isEmpty()) {
                token = ledger.seal(entry.name(), stage.apply(ledger.token(entry)));
            }
        } catch (LedgerException e) {
            throw e;
        } catch (RecordRejectedException e) {
            return quarantine(entry, QuarantineReason.SINK_REJECTED);
        } catch (InterruptedIOException e) {
            Thread.interrupted(); // The exception carries it on.
            throw new InterruptedException("interrupted in the sink");
        } catch (IOException e) {
            LOG.info("the sink failed on the way to {}: {}", next, e.getClass().getName());
            tally.deferred();
            return entry;
        } catch (RuntimeException e) {
            LOG.error("the sink threw {} on the way to {}", e.getClass().getName(), next);
            return quarantine(entry, QuarantineReason.SINK_DEFECT);
        }
        DocumentEntry reached = entry.at(next, token);
        ledger.put(reached);
        tally.reached(SyncEvent.Stage.valueOf(next.name()));
        return reached;
    }

    private DocumentEntry quarantine(DocumentEntry entry, QuarantineReason reason) throws LedgerException {
        DocumentEntry aside = entry.quarantined(reason);
        ledger.put(aside);
        tally.quarantined(reason);
        return aside;
    }
}
