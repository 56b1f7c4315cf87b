package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.testkit.Fault;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Sinks that fail, and what is sealed, stored or withdrawn then. */
class SyncSinkTest extends SyncSite {
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
