package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.ehr.spi.Change;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connector to a simulated site with seven documents of one patient, and another host to be lured to. */
abstract class SimulatedSite {
    static final PatientRef ADA = PatientRef.of("p1");
    static final String TOKEN = "token-of-the-site";

    final List<Duration> pauses = new ArrayList<>();
    EhrSimulator simulator;
    EhrSimulator elsewhere;

    @BeforeEach
    void start() throws Exception {
        simulator = EhrSimulator.start();
        elsewhere = EhrSimulator.start();
        simulator.foreignHost("http://127.0.0.1:" + elsewhere.base().getPort());
        for (int i = 0; i < 7; i++) {
            simulator.put(SimulatedDocument.of(
                    "d" + i, "p1", "application/pdf", SimulatedContent.of("content " + i), Delivery.RAW));
        }
    }

    @AfterEach
    void stop() {
        simulator.close();
        elsewhere.close();
    }

    /** Something of the connector that fails. */
    @FunctionalInterface
    interface Call {
        Object run() throws Exception;
    }

    static Violation violation(Call call) {
        return assertThrows(EhrProtocolException.class, call::run).violation();
    }

    DocumentRef first() throws EhrException, InterruptedException {
        Change.Present present = (Change.Present)
                connector().listChanges(ADA, Cursor.START).changes().get(0);
        return present.document();
    }

    byte[] read(DocumentRef document) throws Exception {
        try (InputStream content = connector().open(document)) {
            return content.readAllBytes();
        }
    }

    FhirSite site() {
        Duration time = Duration.ofMillis(700);
        return FhirSite.ofPrivate("simulator", simulator.base())
                .withTokens(BearerTokenSource.fixed(TOKEN))
                .withLimits(new FhirSite.Limits(3, 64 << 10, 1 << 20))
                .withTimeouts(new FhirSite.Timeouts(time, time, time, Duration.ofMinutes(1), Duration.ofMinutes(5)));
    }

    FhirR4Connector connector() {
        return connector(site());
    }

    FhirR4Connector connector(FhirSite site) {
        Clock clock = Clock.systemUTC();
        return new FhirR4Connector(site, clock, new Pauses(clock, new Random(1), pauses::add));
    }
}
