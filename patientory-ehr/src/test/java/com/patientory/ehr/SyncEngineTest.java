package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncEngineTest extends SyncSite {
    @Test
    void sync_freshPatient_anchorsEveryDocumentOnce() throws Exception {
        SyncReport report = sync(ADA, BOB);
        assertTrue(report.complete());
        assertEquals(13, report.documents().anchored());
        assertEquals(13, contents().size());
    }

    @Test
    void sync_again_anchorsNothingMore() throws Exception {
        sync(ADA);
        SyncReport again = sync(ADA);
        assertTrue(again.complete());
        assertEquals(0, again.documents().anchored());
        assertEquals(12, sink.records().size());
    }

    @Test
    void sync_newDocument_anchorsOnlyIt() throws Exception {
        sync(ADA);
        put("late", "p1", "late", Delivery.RAW);
        assertEquals(1, sync(ADA).documents().anchored());
    }

    @Test
    void sync_secondRun_asksOnlyForWhatChanged() throws Exception {
        sync(ADA);
        sync(ADA);
        String last = simulator.requests().get(simulator.requests().size() - 1).path();
        // The newest change was at midnight; five minutes of overlap.
        assertTrue(last.contains("_lastUpdated=ge2025-12-31T23:55:00Z"), last);
    }

    @Test
    void sync_newVersionWithSameContent_isUnchangedAndDiscarded() throws Exception {
        sync(ADA);
        SimulatedContent same = SimulatedContent.of("content 0");
        simulator.put(document("d0", "p1", same, Delivery.RAW).revised(same, Instant.parse("2026-02-01T00:00:00Z")));
        SyncReport report = sync(ADA);
        assertEquals(1, report.documents().unchanged());
        assertEquals(12, sink.sealedCount());
        assertEquals(12, sink.records().size());
    }

    @Test
    void sync_newVersionWithNewContent_isAnchoredToo() throws Exception {
        sync(ADA);
        SimulatedContent changed = SimulatedContent.of("amended");
        simulator.put(
                document("d0", "p1", changed, Delivery.RAW).revised(changed, Instant.parse("2026-02-01T00:00:00Z")));
        assertEquals(1, sync(ADA).documents().anchored());
    }

    @Test
    void sync_enteredInError_tellsTheSinkOnce() throws Exception {
        sync(ADA);
        simulator.put(document("d0", "p1", SimulatedContent.of("content 0"), Delivery.RAW)
                .withStatus("entered-in-error", Instant.parse("2026-02-01T00:00:00Z")));
        assertEquals(1, sync(ADA).documents().withdrawn());
        assertEquals(0, sync(ADA).documents().withdrawn());
        assertEquals(1, sink.withdrawnCount());
    }

    @Test
    void reconcile_documentGone_tellsTheSink() throws Exception {
        sync(ADA, BOB);
        simulator.remove("d5");
        assertEquals(0, sync(ADA).documents().withdrawn());
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            assertEquals(1, engine.reconcile(List.of(ADA)).documents().withdrawn());
        }
        assertEquals(1, sink.withdrawnCount());
    }

    @Test
    void reconcile_withdrawnDocumentIsBack_anchorsItAgain() throws Exception {
        sync(ADA);
        simulator.remove("d5");
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            assertEquals(1, engine.reconcile(List.of(ADA)).documents().withdrawn());
            put("d5", "p1", "content 5", DELIVERIES.get(5 % 3));
            assertEquals(1, engine.reconcile(List.of(ADA)).documents().anchored());
            assertEquals(0, engine.reconcile(List.of(ADA)).documents().anchored());
        }
    }

    @Test
    void open_ledgerInUse_isRefused() throws Exception {
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            LedgerException e = assertThrows(LedgerException.class, () -> SyncEngine.open(connector, sink, config()));
            assertEquals(LedgerException.Kind.LOCKED, e.kind());
            assertTrue(engine.sync(List.of(BOB)).complete());
        }
    }

    @Test
    void sync_listenerThatThrows_doesNotMatter() throws Exception {
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config().withListener(event -> {
                    throw new IllegalStateException("listener");
                }))) {
            assertTrue(engine.sync(List.of(ADA)).complete());
        }
    }
}
