package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.testkit.Fault;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents that do not arrive as they were promised. */
class SyncContentTest extends SyncSite {
    @Test
    void sync_poisonDocument_isSetAsideAndTheRestGoesOn() throws Exception {
        simulator.put(document("poison", "p1", SimulatedContent.of("x"), Delivery.RAW));
        SimulatedDocument noBytes = document("poison", "p1", SimulatedContent.of("x"), Delivery.RAW);
        simulator.put(new SimulatedDocument(
                "huge",
                "p1",
                "application/pdf",
                SimulatedContent.generated(3 << 20, 1),
                Delivery.RAW,
                "current",
                1,
                noBytes.lastUpdated()));
        SyncReport report = sync(ADA);
        assertEquals(Map.of(QuarantineReason.TOO_LARGE, 1L), report.quarantined());
        assertEquals(13, report.documents().anchored());
        assertTrue(report.complete(), "a document in quarantine is settled");
    }

    @Test
    void sync_corruptForEver_isSetAside() throws Exception {
        simulator.arm(Fault.CORRUPT_DOCUMENT, 1000);
        SyncReport report = sync(ADA);
        assertEquals(4L, report.quarantined().get(QuarantineReason.CONTENT_MISMATCH));
        assertEquals(8, report.documents().anchored());
        assertEquals(8, contents().size());
    }

    @Test
    void reconcile_afterQuarantine_triesAgain() throws Exception {
        simulator.arm(Fault.CORRUPT_DOCUMENT, 1000);
        sync(ADA);
        simulator.arm(Fault.CORRUPT_DOCUMENT, 0);
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            assertEquals(4, engine.reconcile(List.of(ADA)).documents().anchored());
        }
        assertEquals(12, sink.records().size());
    }

    @Test
    void sync_truncatedOnce_isFetchedAgain() throws Exception {
        simulator.arm(Fault.TRUNCATED_DOCUMENT, 2);
        simulator.arm(Fault.SHORT_DOCUMENT, 2);
        SyncReport report = sync(ADA);
        assertTrue(report.complete());
        assertTrue(report.documents().retries() > 0);
        assertEquals(12, contents().size());
    }

    @Test
    void sync_truncatedForEver_isDeferredAndTheCursorStays() throws Exception {
        simulator.arm(Fault.TRUNCATED_DOCUMENT, 100_000);
        SyncReport report = sync(ADA);
        assertEquals(8, report.documents().deferred());
        assertEquals(4, sink.records().size());
        assertEquals(SyncReport.Outcome.INCOMPLETE, report.patients().get(0).outcome());
        simulator.arm(Fault.TRUNCATED_DOCUMENT, 0);
        assertTrue(sync(ADA).complete());
        assertEquals(12, contents().size());
    }
}
