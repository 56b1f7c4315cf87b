package com.patientory.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.patientory.ehr.fhir.BearerTokenSource;
import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.fhir.FhirSite;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.Fault;
import com.patientory.ehr.testkit.InMemorySink;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import com.patientory.ehr.testkit.SimulatedPatient;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Plants canaries in everything personal, does everything well and badly at TRACE, and looks for them. */
class PrivacyTest {
    private static final List<String> CANARIES = List.of(
            "CANARY-PID",
            "CANARY-GIVEN",
            "CANARY-FAMILY",
            "5550123",
            "555-0123",
            "1970-01-31",
            "CANARY-DOC",
            "CANARY-TEXT",
            "CANARY-TOKEN",
            "CANARY-SINK");
    private static final String CONTROL = "control that must be found";

    @TempDir
    Path directory;

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final ch.qos.logback.classic.Logger root =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final java.util.logging.Logger julRoot = java.util.logging.Logger.getLogger("");
    private final java.util.logging.Level julLevel = julRoot.getLevel();
    private final Handler jul = new Handler() {
        @Override
        public void publish(LogRecord record) {
            // Not ours: the simulator's server, and the JDK's HTTP client, whose debug log prints addresses (README).
            String logger = String.valueOf(record.getLoggerName());
            if (!logger.startsWith("com.sun.net.httpserver") && !logger.startsWith("jdk.internal.httpclient")) {
                heard.add(record.getLoggerName() + " " + record.getMessage() + " "
                        + Arrays.toString(record.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        appender.start();
        root.addAppender(appender);
        jul.setLevel(java.util.logging.Level.ALL);
        julRoot.setLevel(java.util.logging.Level.ALL);
        julRoot.addHandler(jul);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
        julRoot.removeHandler(jul);
        julRoot.setLevel(julLevel);
    }

    @Test
    void everything_atTrace_tellsNothing() throws Exception {
        try (EhrSimulator simulator = EhrSimulator.start()) {
            simulator.put(new SimulatedPatient(
                    "CANARY-PID", "CANARY-GIVEN", "CANARY-FAMILY", "1970-01-31", List.of("404-555-0123")));
            for (int i = 0; i < 9; i++) {
                simulator.put(SimulatedDocument.of(
                        "CANARY-DOC-" + i,
                        "CANARY-PID",
                        "text/plain",
                        SimulatedContent.of("CANARY-TEXT " + i),
                        List.of(Delivery.RAW, Delivery.WRAPPED, Delivery.INLINE).get(i % 3)));
            }
            for (Fault fault : Fault.values()) {
                simulator.arm(fault, 7);
                attempt(simulator, new InMemorySink());
                simulator.arm(fault, 0);
            }
            attempt(simulator, new InMemorySink());
            attempt(simulator, new TellingSink());
        }
        root.trace(CONTROL);
        appender.list.forEach(event -> heard.add(event.getFormattedMessage()));
        appender.list.forEach(event -> assertEquals(null, event.getThrowableProxy()));
        String everything = String.join("\n", heard);
        for (String canary : CANARIES) {
            assertEquals(
                    List.of(),
                    heard.stream().filter(h -> h.contains(canary)).limit(3).toList());
        }
        assertTrue(everything.contains(CONTROL));
        assertTrue(everything.contains("GET Patient?…"), "templates are logged");
        assertTrue(heard.size() > 200, "little was said: " + heard.size());
        ledgersTellNothing();
    }

    private void attempt(EhrSimulator simulator, RecordSink sink) throws Exception {
        Duration time = Duration.ofMillis(400);
        FhirSite site = FhirSite.ofPrivate("simulator", simulator.base())
                .withTokens(BearerTokenSource.fixed("CANARY-TOKEN"))
                .withLimits(new FhirSite.Limits(4, 1 << 20, 1 << 20))
                .withTimeouts(new FhirSite.Timeouts(time, time, time, time, Duration.ofMinutes(5)));
        Path ledger = Files.createTempDirectory(directory, "ledger");
        SyncConfig config = SyncConfig.of(ledger, LedgerKey.of(new byte[32]))
                .withListener(event -> heard.add(event.toString()))
                .withPatience(2, 1);
        try (FhirR4Connector connector = FhirR4Connector.of(site);
                SyncEngine engine = SyncEngine.open(connector, sink, config)) {
            heard.add(
                    String.valueOf(connector.findPatients(PatientQuery.ofPhone(PhoneNumber.parse("+1 404 555 0123")))));
            heard.add(engine.sync(List.of(PatientRef.of("CANARY-PID"))).toString());
        } catch (IOException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            heard.add(trace.toString());
        }
        try (FhirR4Connector connector = FhirR4Connector.of(site);
                SyncEngine engine = SyncEngine.open(connector, sink, config)) {
            heard.add(engine.reconcile(List.of(PatientRef.of("CANARY-PID"))).toString());
        }
    }

    private void ledgersTellNothing() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                CANARIES.forEach(canary -> assertTrue(!bytes.contains(canary), canary));
            }
        }
    }

    /** A sink whose exceptions and tokens tell everything: the engine must not pass them on. */
    private static final class TellingSink implements RecordSink {
        private int calls;

        @Override
        public synchronized SinkToken seal(DocumentRef document, InputStream content) throws IOException {
            content.readAllBytes();
            if (calls++ % 3 == 0) {
                throw new IOException("CANARY-SINK " + document.id());
            }
            return SinkToken.of("CANARY-SINK " + document.id());
        }

        @Override
        public SinkToken store(SinkToken sealed) {
            if (sealed.text().endsWith("1#0")) {
                throw new IllegalStateException(sealed.text());
            }
            return sealed;
        }

        @Override
        public SinkToken anchor(SinkToken stored) throws IOException {
            throw new RecordRejectedException(stored.text());
        }
    }
}
