package com.patientory.examples.fhirserver;

import com.patientory.ehr.fhir.BearerTokenSource;
import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.fhir.FhirSite;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.PhoneNumber;
import com.patientory.ehr.testkit.EhrConnectorContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The FHIR connector against a server that none of us wrote, behind a token, in pages of five. */
class ConnectorContractTest extends EhrConnectorContract {
    private static final String TOKEN = "a-token-of-the-test";

    private static FhirServer server;

    @BeforeAll
    static void start() throws IOException {
        server = FhirServer.start(
                FhirServerOptions.defaults().withImagingSizeBytes(3L << 20).withBearerToken(TOKEN));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected EhrConnector connect() {
        return FhirR4Connector.of(FhirSite.ofPrivate("example-hospital", server.baseUri())
                .withTokens(BearerTokenSource.fixed(TOKEN))
                .withLimits(new FhirSite.Limits(5, 4 << 20, 1 << 30)));
    }

    @Override
    protected PhoneNumber phoneOfOne() {
        return PhoneNumber.parse("+1 617 555 0101");
    }

    @Override
    protected PhoneNumber phoneOfNobody() {
        return PhoneNumber.parse("+1 617 555 0199");
    }

    @Override
    protected Optional<PhoneNumber> phoneOfSeveral() {
        return Optional.of(PhoneNumber.parse("+1 617 555 0107"));
    }

    @Override
    protected List<String> contentsOfOne() {
        List<String> contents = new ArrayList<>();
        for (SourceDocument document : server.documents(server.patients().get(0).id())) {
            try {
                contents.add(document.sha256());
            } catch (IOException e) {
                throw new AssertionError("the source cannot be read", e);
            }
        }
        return contents;
    }
}
