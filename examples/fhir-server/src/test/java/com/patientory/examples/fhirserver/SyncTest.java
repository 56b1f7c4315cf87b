package com.patientory.examples.fhirserver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.LedgerKey;
import com.patientory.ehr.SyncConfig;
import com.patientory.ehr.SyncEngine;
import com.patientory.ehr.fhir.FhirR4Connector;
import com.patientory.ehr.fhir.FhirSite;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.PatientLookup;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import com.patientory.ehr.testkit.InMemorySink;
import com.patientory.ehr.testkit.InMemorySink.Anchored;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody whom his number tells apart, through the whole connector and engine into a sink. */
class SyncTest {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @TempDir
    Path ledger;

    @Test
    void sync_everyPatientFoundByPhone_handsOverEveryDocumentOnceAndNewOnesLater() throws Exception {
        InMemorySink sink = new InMemorySink();
        try (FhirServer server = FhirServer.start(FhirServerOptions.defaults().withImagingSizeBytes(5L << 20));
                EhrConnector connector = FhirR4Connector.of(FhirSite.ofPrivate("example-hospital", server.baseUri()));
                SyncEngine engine = SyncEngine.open(
                        connector, sink, SyncConfig.of(ledger, LedgerKey.generate(new SecureRandom())))) {
            List<HospitalPatient> people = server.patients().subList(0, 6);
            List<PatientRef> patients = new ArrayList<>();
            for (HospitalPatient person : people) {
                PatientQuery query =
                        PatientQuery.ofPhone(PhoneNumber.parse(person.phones().get(0), 1));
                patients.add(assertInstanceOf(PatientLookup.Matched.class, connector.findPatients(query))
                        .match()
                        .patient());
            }

            assertTrue(engine.sync(patients).complete());
            compare(server, people, sink);

            byte[] letter = "A letter that came later.".getBytes(StandardCharsets.UTF_8);
            server.addDocument(people.get(2).id(), "Letter", "text/plain", letter);
            assertTrue(engine.sync(patients).complete());
            compare(server, people, sink);
        }
    }

    /** A connector names an attachment by its DocumentReference, of which ours have UUIDs, and its place therein. */
    private static String referenceId(String documentId) {
        Matcher uuid = UUID.matcher(documentId);
        assertTrue(uuid.find());
        return uuid.group();
    }

    private static void compare(FhirServer server, List<HospitalPatient> people, InMemorySink sink) throws Exception {
        Map<String, Anchored> anchored = sink.records().stream()
                .collect(Collectors.toMap(a -> referenceId(a.document().id()), Function.identity()));
        int held = 0;
        for (HospitalPatient person : people) {
            for (SourceDocument document : server.documents(person.id())) {
                Anchored copy = anchored.get(document.id());
                assertEquals(person.id(), copy.document().patient().id());
                try (InputStream in = document.open()) {
                    assertArrayEquals(in.readAllBytes(), copy.content());
                }
                held++;
            }
        }
        assertEquals(held, sink.records().size(), "as many handed over as the hospital holds");
    }
}
