package com.patientory.ehr;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a run does and tells the listener. */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    final LongAdder listed = new LongAdder();
    final LongAdder known = new LongAdder();
    final LongAdder retries = new LongAdder();
    final LongAdder bytes = new LongAdder();
    private final LongAdder anchored = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder withdrawn = new LongAdder();
    private final LongAdder deferred = new LongAdder();
    private final Map<QuarantineReason, LongAdder> quarantined = new EnumMap<>(QuarantineReason.class);
    private final SyncListener listener;

    Tally(SyncListener listener) {
        this.listener = listener;
        for (QuarantineReason reason : QuarantineReason.values()) {
            quarantined.put(reason, new LongAdder());
        }
    }

    void tell(SyncEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.warn("a listener threw {}", e.getClass().getName());
        }
    }

    void reached(SyncEvent.Stage stage) {
        switch (stage) {
            case ANCHORED -> anchored.increment();
            case UNCHANGED -> unchanged.increment();
            case WITHDRAWN -> withdrawn.increment();
            case SEALED, STORED -> {}
        }
        tell(new SyncEvent.Reached(stage));
    }

    void quarantined(QuarantineReason reason) {
        LongAdder count = quarantined.get(reason);
        if (count != null) {
            count.increment();
        }
        tell(new SyncEvent.Quarantined(reason));
    }

    void deferred() {
        deferred.increment();
        tell(new SyncEvent.Deferred());
    }

    SyncReport.Documents documents() {
        return new SyncReport.Documents(
                listed.sum(),
                known.sum(),
                anchored.sum(),
                unchanged.sum(),
                withdrawn.sum(),
                deferred.sum(),
                retries.sum(),
                bytes.sum());
    }

    Map<QuarantineReason, Long> quarantined() {
        Map<QuarantineReason, Long> counts = new EnumMap<>(QuarantineReason.class);
        quarantined.forEach((reason, count) -> {
            if (count.sum() > 0) {
                counts.put(reason, count.sum());
            }
        });
        return counts;
    }
}
