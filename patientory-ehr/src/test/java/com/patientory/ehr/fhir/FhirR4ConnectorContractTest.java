package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.PhoneNumber;
import com.patientory.ehr.testkit.EhrConnectorContract;
import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import com.patientory.ehr.testkit.SimulatedPatient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FhirR4ConnectorContractTest extends EhrConnectorContract {
    private static final List<Delivery> DELIVERIES = List.of(Delivery.RAW, Delivery.WRAPPED, Delivery.INLINE);
    private static final List<String> CONTENTS = new ArrayList<>();
    private static EhrSimulator simulator;

    @BeforeAll
    static void start() throws Exception {
        simulator = EhrSimulator.start();
        simulator.put(new SimulatedPatient("p1", "Ada", "Stone", "1970-01-31", List.of("(404) 555-0123")));
        simulator.put(new SimulatedPatient("p2", "Bob", "Shared", "1971-01-31", List.of("404-555-0199")));
        simulator.put(new SimulatedPatient("p3", "Cyd", "Shared", "1972-01-31", List.of("+14045550199")));
        for (int i = 0; i < 23; i++) {
            SimulatedContent content =
                    i == 7 ? SimulatedContent.of("") : SimulatedContent.generated(100_003L * i + 1, i);
            Delivery delivery = DELIVERIES.get(i % 3);
            String type = i % 2 == 0 ? "application/pdf" : i % 5 == 0 ? "application/json" : "text/xml";
            simulator.put(SimulatedDocument.of("d" + i, "p1", type, content, delivery));
            CONTENTS.add(content.sha256());
            simulator.put(SimulatedDocument.of("e" + i, "p2", type, SimulatedContent.of("other " + i), delivery));
        }
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Override
    protected EhrConnector connect() {
        return FhirR4Connector.of(FhirSite.ofPrivate("simulator", simulator.base())
                .withLimits(new FhirSite.Limits(5, 32 << 20, 1 << 30)));
    }

    @Override
    protected PhoneNumber phoneOfOne() {
        return PhoneNumber.parse("+1 404 555 0123");
    }

    @Override
    protected PhoneNumber phoneOfNobody() {
        return PhoneNumber.parse("+1 404 555 0000");
    }

    @Override
    protected Optional<PhoneNumber> phoneOfSeveral() {
        return Optional.of(PhoneNumber.parse("+1 404 555 0199"));
    }

    @Override
    protected List<String> contentsOfOne() {
        return CONTENTS;
    }
}
