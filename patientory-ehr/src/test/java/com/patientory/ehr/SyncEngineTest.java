package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.fhir.FhirSite;
import com.patientory.ehr.spi.Capabilities;
import com.patientory.ehr.spi.Change;
import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.PatientLookup;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.Fault;
import com.patientory.ehr.testkit.InMemorySink;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncEngineTest {
    private static final PatientRef ADA = PatientRef.of("p1");
    private static final List<Delivery> DELIVERIES = List.of(Delivery.RAW, Delivery.WRAPPED, Delivery.INLINE);
    private static final PatientRef BOB = PatientRef.of("p2");
    private static final LedgerKey KEY = LedgerKey.of(new byte[32]);

    @TempDir
    Path directory;

    private EhrSimulator simulator;
    private final InMemorySink sink = new InMemorySink();

    @BeforeEach
    void start() throws Exception {
        simulator = EhrSimulator.start();
        for (int i = 0; i < 12; i++) {
            put("d" + i, "p1", "content " + i, DELIVERIES.get(i % 3));
        }
        put("b0", "p2", "bob's", Delivery.RAW);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

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
    void sync_withdrawalFails_isSaidAgain() throws Exception {
        sync(ADA);
        simulator.put(document("d0", "p1", SimulatedContent.of("content 0"), Delivery.RAW)
                .withStatus("entered-in-error", Instant.parse("2026-02-01T00:00:00Z")));
        // Newer by more than the overlap: were the cursor moved, the withdrawal would not be listed again.
        SimulatedContent late = SimulatedContent.of("late");
        simulator.put(document("late", "p1", late, Delivery.RAW).revised(late, Instant.parse("2026-03-01T00:00:00Z")));
        RecordSink failing = new Forwarding(sink) {
            @Override
            public void withdrawn(SinkToken anchored) throws IOException {
                throw new IOException("the chain is away");
            }
        };
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, failing, config())) {
            assertFalse(engine.sync(List.of(ADA)).complete());
        }
        assertEquals(1, sync(ADA).documents().withdrawn());
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
    void sync_sinkFailsOnAnchor_resumesWithTheSameToken() throws Exception {
        RecordSink failing = new Forwarding(sink) {
            @Override
            public SinkToken anchor(SinkToken stored) throws IOException {
                throw new IOException("the chain is away");
            }
        };
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, failing, config())) {
            assertEquals(12, engine.sync(List.of(ADA)).documents().deferred());
        }
        assertEquals(0, sink.records().size());
        assertEquals(12, sync(ADA).documents().anchored());
        assertEquals(12, sink.sealedCount(), "nothing was sealed twice");
    }

    @Test
    void sync_sinkThatDoesNotReadToTheEnd_neverCompletes() throws Exception {
        RecordSink lazy = new Forwarding(sink) {
            @Override
            public SinkToken seal(DocumentRef document, InputStream content) throws IOException {
                content.read();
                return SinkToken.of("lazy");
            }
        };
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, lazy, config())) {
            SyncReport report = engine.sync(List.of(ADA));
            assertEquals(Map.of(QuarantineReason.SINK_DEFECT, 12L), report.quarantined());
        }
    }

    @Test
    void sync_sinkThatSwallowsABrokenRead_neverCompletes() throws Exception {
        List<String> discarded = new CopyOnWriteArrayList<>();
        RecordSink swallowing = new Forwarding(sink) {
            @Override
            public SinkToken seal(DocumentRef document, InputStream content) {
                try {
                    content.readAllBytes();
                } catch (IOException e) {
                    return SinkToken.of("swallowed");
                }
                return SinkToken.of("whole");
            }

            @Override
            public void discard(SinkToken token) {
                discarded.add(token.text());
                throw new IllegalStateException("discarding fails too");
            }

            @Override
            public SinkToken store(SinkToken token) {
                assertEquals("whole", token.text());
                return token;
            }

            @Override
            public SinkToken anchor(SinkToken token) {
                return token;
            }
        };
        simulator.arm(Fault.TRUNCATED_DOCUMENT, 100_000);
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, swallowing, config())) {
            SyncReport report = engine.sync(List.of(ADA));
            assertEquals(8, report.documents().deferred());
            assertEquals(4, report.documents().anchored());
            assertEquals(24, discarded.size(), "8 documents, 3 downloads each");
        }
    }

    @Test
    void sync_rejectedRecord_isSetAside() throws Exception {
        RecordSink rejecting = new Forwarding(sink) {
            @Override
            public SinkToken store(SinkToken sealed) throws IOException {
                throw new RecordRejectedException("no grant");
            }
        };
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, rejecting, config())) {
            assertEquals(12L, engine.sync(List.of(ADA)).quarantined().get(QuarantineReason.SINK_REJECTED));
        }
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            assertEquals(12, engine.reconcile(List.of(ADA)).documents().anchored());
        }
        assertEquals(12, sink.sealedCount(), "the sealed bytes were used again");
    }

    @Test
    void sync_interrupted_leavesNoWorkerAndResumes() throws Exception {
        RecordSink slow = new Forwarding(sink) {
            @Override
            public SinkToken store(SinkToken sealed) throws IOException, InterruptedException {
                Thread.sleep(10_000);
                return super.store(sealed);
            }
        };
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, slow, config())) {
            Thread runner = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                try {
                    Thread.sleep(300);
                    runner.interrupt();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            interrupter.start();
            assertThrows(InterruptedException.class, () -> engine.sync(List.of(ADA)));
            interrupter.join();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("ehr-sync-")) {
                    // The pool has ended; its threads may still be on their last instructions.
                    thread.join(2000);
                    assertFalse(thread.isAlive());
                }
            }
        }
        assertTrue(sync(ADA).complete());
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

    private Set<String> contents() {
        return sink.records().stream()
                .map(r -> new String(r.content(), StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private SyncReport sync(PatientRef... patients) throws Exception {
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            return engine.sync(List.of(patients));
        }
    }

    private SyncConfig config() {
        return SyncConfig.of(directory.resolve("ledger"), KEY);
    }

    /** Lists each first document of a page in an older version too. */
    private static EhrConnector twoVersions(EhrConnector real) {
        return listing(real, (patient, cursor) -> {
            ChangePage page = real.listChanges(patient, cursor);
            List<Change> changes = new ArrayList<>(page.changes());
            DocumentRef first = ((Change.Present) changes.get(0)).document();
            changes.add(new Change.Present(
                    new DocumentRef(first.patient(), first.id(), "older", first.content(), first.info())));
            return new ChangePage(changes, page.next(), page.more(), page.complete());
        });
    }

    private static EhrConnector failingFor(PatientRef whom, EhrConnector real) {
        return listing(real, (patient, cursor) -> {
            if (patient.equals(whom)) {
                throw new IllegalArgumentException("a defect of the connector");
            }
            return real.listChanges(patient, cursor);
        });
    }

    /** How a connector lists. */
    @FunctionalInterface
    private interface Listing {
        ChangePage list(PatientRef patient, Cursor cursor) throws EhrException, InterruptedException;
    }

    private static EhrConnector listing(EhrConnector real, Listing listing) {
        return new EhrConnector() {
            @Override
            public String id() {
                return real.id();
            }

            @Override
            public Capabilities capabilities() throws EhrException, InterruptedException {
                return real.capabilities();
            }

            @Override
            public PatientLookup findPatients(PatientQuery query) throws EhrException, InterruptedException {
                return real.findPatients(query);
            }

            @Override
            public ChangePage listChanges(PatientRef patient, Cursor cursor) throws EhrException, InterruptedException {
                return listing.list(patient, cursor);
            }

            @Override
            public InputStream open(DocumentRef document) throws EhrException, InterruptedException {
                return real.open(document);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private FhirR4Connector connector() {
        return connector(5);
    }

    private FhirR4Connector connector(int pageEntries) {
        Duration second = Duration.ofSeconds(1);
        return FhirR4Connector.of(FhirSite.ofPrivate("simulator", simulator.base())
                .withLimits(new FhirSite.Limits(pageEntries, 1 << 20, 2 << 20))
                .withTimeouts(new FhirSite.Timeouts(second, second, second, second, Duration.ofMinutes(5))));
    }

    private void put(String id, String patient, String text, Delivery delivery) {
        simulator.put(document(id, patient, SimulatedContent.of(text), delivery));
    }

    private static SimulatedDocument document(String id, String patient, SimulatedContent content, Delivery delivery) {
        return SimulatedDocument.of(id, patient, "application/pdf", content, delivery);
    }

    /** Passes everything on. */
    private static class Forwarding implements RecordSink {
        private final RecordSink to;

        Forwarding(RecordSink to) {
            this.to = to;
        }

        @Override
        public SinkToken seal(DocumentRef document, InputStream content) throws IOException, InterruptedException {
            return to.seal(document, content);
        }

        @Override
        public SinkToken store(SinkToken sealed) throws IOException, InterruptedException {
            return to.store(sealed);
        }

        @Override
        public SinkToken anchor(SinkToken stored) throws IOException, InterruptedException {
            return to.anchor(stored);
        }
    }
}
