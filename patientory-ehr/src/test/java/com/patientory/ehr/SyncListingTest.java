package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.spi.Change;
import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.testkit.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a site lists: whole, wrong, or not at all. */
class SyncListingTest extends SyncSite {
    @Test
    void reconcile_twoVersionsInOneListing_isIncompleteAndWithdrawsNothing() throws Exception {
        sync(ADA);
        simulator.remove("d5");
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(twoVersions(connector), sink, config())) {
            SyncReport report = engine.reconcile(List.of(ADA));
            assertFalse(report.complete());
            assertEquals(0, report.documents().withdrawn());
        }
    }

    @Test
    void reconcile_pageWithDuplicatesInPlaceOfOthers_withdrawsNothing() throws Exception {
        sync(ADA);
        simulator.arm(Fault.PARTIAL_LISTING, 1);
        simulator.arm(Fault.DUPLICATE_ENTRIES, 1);
        try (FhirR4Connector connector = connector(12);
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            SyncReport report = engine.reconcile(List.of(ADA));
            assertFalse(report.complete());
            assertEquals(0, report.documents().withdrawn());
        }
    }

    @Test
    void sync_connectorThrowsInAListing_failsThatPatientOnly() throws Exception {
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(failingFor(ADA, connector), sink, config())) {
            List<SyncReport.PatientResult> results =
                    engine.sync(List.of(ADA, BOB)).patients();
            assertEquals(SyncReport.Outcome.FAILED, results.get(0).outcome());
            assertEquals(SyncReport.Outcome.COMPLETE, results.get(1).outcome());
        }
    }

    @Test
    void sync_partialListing_staysBehindAndCatchesUp() throws Exception {
        simulator.arm(Fault.PARTIAL_LISTING, 1);
        assertEquals(SyncReport.Outcome.INCOMPLETE, sync(ADA).patients().get(0).outcome());
        assertTrue(sync(ADA).complete());
        assertEquals(12, contents().size());
    }

    @Test
    void sync_somethingMissingOnThePage_stillTakesTheOtherPages() throws Exception {
        simulator.arm(Fault.OUTCOME_INCOMPLETE, 1);
        SyncReport report = sync(ADA);
        assertEquals(SyncReport.Outcome.INCOMPLETE, report.patients().get(0).outcome());
        assertEquals(12, report.documents().anchored());
        assertTrue(sync(ADA).complete());
    }

    @Test
    void sync_foreignPatientOnAPage_haltsHimAndNobodyElse() throws Exception {
        simulator.arm(Fault.FOREIGN_PATIENT, 1);
        SyncReport report = sync(ADA, BOB);
        assertEquals(SyncReport.Outcome.HALTED, report.patients().get(0).outcome());
        assertEquals(SyncReport.Outcome.COMPLETE, report.patients().get(1).outcome());
        assertFalse(contents().contains("FOREIGN"));
        assertEquals(1, sink.records().size());
    }

    @Test
    void sync_storm_losesNothing() throws Exception {
        SyncListener storm = event -> {
            if (event instanceof SyncEvent.Reached) {
                simulator.arm(Fault.TOO_MANY_REQUESTS, 3);
                simulator.arm(Fault.UNAVAILABLE, 1);
            }
        };
        simulator.arm(Fault.TOO_MANY_REQUESTS, 4);
        int runs = 0;
        boolean complete = false;
        while (!complete && runs++ < 20) {
            try (FhirR4Connector connector = connector();
                    SyncEngine engine = SyncEngine.open(connector, sink, config().withListener(storm))) {
                complete = engine.sync(List.of(ADA)).complete();
            }
        }
        assertTrue(complete);
        assertEquals(12, contents().size());
        assertEquals(12, sink.records().size());
    }

    @Test
    void sync_siteDown_failsFastAndSkipsTheRest() throws Exception {
        simulator.arm(Fault.SERVER_ERROR, 100_000);
        List<PatientRef> many = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> PatientRef.of("x" + i))
                .collect(Collectors.toList());
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            List<SyncReport.Outcome> outcomes = engine.sync(many).patients().stream()
                    .map(SyncReport.PatientResult::outcome)
                    .collect(Collectors.toList());
            assertEquals(
                    3,
                    outcomes.stream()
                            .filter(o -> o == SyncReport.Outcome.FAILED)
                            .count());
            assertEquals(
                    3,
                    outcomes.stream()
                            .filter(o -> o == SyncReport.Outcome.SKIPPED)
                            .count());
        }
    }

    /** Lists each first document of a page in an older version too. */
    private static EhrConnector twoVersions(EhrConnector real) {
        return ListingConnector.of(real, (patient, cursor) -> {
            ChangePage page = real.listChanges(patient, cursor);
            List<Change> changes = new ArrayList<>(page.changes());
            DocumentRef first = ((Change.Present) changes.get(0)).document();
            changes.add(new Change.Present(
                    new DocumentRef(first.patient(), first.id(), "older", first.content(), first.info())));
            return new ChangePage(changes, page.next(), page.more(), page.complete());
        });
    }

    private static EhrConnector failingFor(PatientRef whom, EhrConnector real) {
        return ListingConnector.of(real, (patient, cursor) -> {
            if (patient.equals(whom)) {
                throw new IllegalArgumentException("a defect of the connector");
            }
            return real.listChanges(patient, cursor);
        });
    }
}
