package com.patientory.ehr;

import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.fhir.FhirSite;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.InMemorySink;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A simulated site with 13 documents of two patients, and a sink; what the tests of {@link SyncEngine} share. */
abstract class SyncSite {
    static final PatientRef ADA = PatientRef.of("p1");
    static final List<Delivery> DELIVERIES = List.of(Delivery.RAW, Delivery.WRAPPED, Delivery.INLINE);
    static final PatientRef BOB = PatientRef.of("p2");
    private static final LedgerKey KEY = LedgerKey.of(new byte[32]);

    @TempDir
    Path directory;

    EhrSimulator simulator;
    final InMemorySink sink = new InMemorySink();

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

    Set<String> contents() {
        return sink.records().stream()
                .map(r -> new String(r.content(), StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    SyncReport sync(PatientRef... patients) throws Exception {
        try (FhirR4Connector connector = connector();
                SyncEngine engine = SyncEngine.open(connector, sink, config())) {
            return engine.sync(List.of(patients));
        }
    }

    SyncConfig config() {
        return SyncConfig.of(directory.resolve("ledger"), KEY);
    }

    FhirR4Connector connector() {
        return connector(5);
    }

    FhirR4Connector connector(int pageEntries) {
        Duration second = Duration.ofSeconds(1);
        return FhirR4Connector.of(FhirSite.ofPrivate("simulator", simulator.base())
                .withLimits(new FhirSite.Limits(pageEntries, 1 << 20, 2 << 20))
                .withTimeouts(new FhirSite.Timeouts(second, second, second, second, Duration.ofMinutes(5))));
    }

    void put(String id, String patient, String text, Delivery delivery) {
        simulator.put(document(id, patient, SimulatedContent.of(text), delivery));
    }

    static SimulatedDocument document(String id, String patient, SimulatedContent content, Delivery delivery) {
        return SimulatedDocument.of(id, patient, "application/pdf", content, delivery);
    }
}
