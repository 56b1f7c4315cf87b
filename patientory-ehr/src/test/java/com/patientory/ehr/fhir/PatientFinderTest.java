package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.ehr.spi.Capabilities.PatientSearch;
import com.patientory.ehr.spi.PatientLookup;
import com.patientory.ehr.spi.PatientMatch.Grade;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PhoneNumber;
import com.patientory.ehr.spi.UnsupportedQueryException;
import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.SimulatedPatient;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatientFinderTest {
    private static final PhoneNumber PHONE = PhoneNumber.parse("+14045550123");
    private static final LocalDate BORN = LocalDate.parse("1970-01-31");

    private EhrSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = EhrSimulator.start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void findPatients_nameAndBirthDate_isCertain() throws Exception {
        patient("p1", "Ada", "Stone", "1970-01-31", "404-555-0123");
        assertEquals(
                Grade.CERTAIN,
                matched(PatientQuery.ofPerson("Ada", "Stone", BORN)).grade());
    }

    @Test
    void findPatients_identifier_isCertain() throws Exception {
        patient("p1", "Ada", "Stone", "1970-01-31", "404-555-0123");
        assertEquals(
                Grade.CERTAIN,
                matched(PatientQuery.ofIdentifier("urn:mrn", "p1")).grade());
    }

    @Test
    void findPatients_phoneOfAnotherPerson_matchesNobody() throws Exception {
        patient("p1", "Ada", "Stone", "1970-01-31", "404-555-0123");
        assertInstanceOf(
                PatientLookup.NoMatch.class,
                find(PatientQuery.ofPhone(PHONE).withPerson("Eve", "Brook", LocalDate.parse("1980-05-05"))));
    }

    @Test
    void findPatients_recycledPhone_matchesTheCurrentHolder() throws Exception {
        patient("p1", "Ada", "Stone", "1970-01-31", "old:404-555-0123");
        patient("p2", "Bob", "Brook", "1971-01-31", "+1 404 555 0123");
        assertEquals("p2", matched(PatientQuery.ofPhone(PHONE)).patient().id());
    }

    @Test
    void findPatients_outdatedPhoneOnly_matchesNobody() throws Exception {
        patient("p1", "Ada", "Stone", "1970-01-31", "old:404-555-0123");
        assertInstanceOf(PatientLookup.NoMatch.class, find(PatientQuery.ofPhone(PHONE)));
    }

    @Test
    void findPatients_sharedPhoneWithPerson_tellsThemApart() throws Exception {
        patient("p1", "Ada", "Stone", "1970-01-31", "404-555-0123");
        patient("p2", "Bob", "Stone", "1971-01-31", "404-555-0123");
        assertInstanceOf(PatientLookup.Ambiguous.class, find(PatientQuery.ofPhone(PHONE)));
        assertEquals(
                "p1",
                matched(PatientQuery.ofPhone(PHONE).withPerson("Ada", "Stone", BORN))
                        .patient()
                        .id());
    }

    @Test
    void findPatients_twoRecordsOfOnePerson_staysAmbiguous() throws Exception {
        patient("p1", "Ada", "Stone", "1970-01-31", "404-555-0123");
        patient("p2", "Ada", "Stone", "1970-01-31", "404-555-0123");
        assertInstanceOf(PatientLookup.Ambiguous.class, find(PatientQuery.ofPerson("Ada", "Stone", BORN)));
    }

    @Test
    void findPatients_accentsAndCase_doNotMatter() throws Exception {
        patient("p1", "Zoé", "O'Neill", "1970-01-31", "404-555-0123");
        PatientQuery query = PatientQuery.ofPhone(PHONE).withPerson("ZOE", "ONeill", BORN);
        assertEquals("p1", matched(query).patient().id());
    }

    @Test
    void find_siteAcceptsTooLittle_isRefusedBeforeAnyRequest() {
        SiteClient client = new SiteClient(site(), new Pauses(Clock.systemUTC(), new java.util.Random(1), t -> {}));
        PatientFinder finder = new PatientFinder(client, new JsonReader(1 << 20), 1, Clock.systemUTC());
        UnsupportedQueryException e = assertThrows(
                UnsupportedQueryException.class,
                () -> finder.find(PatientQuery.ofPhone(PHONE), Set.of(PatientSearch.IDENTIFIER)));
        assertEquals(Set.of(PatientSearch.IDENTIFIER), e.accepted());
        assertEquals(0, simulator.requests().size());
    }

    private com.patientory.ehr.spi.PatientMatch matched(PatientQuery query) throws Exception {
        return assertInstanceOf(PatientLookup.Matched.class, find(query)).match();
    }

    private PatientLookup find(PatientQuery query) throws Exception {
        try (FhirR4Connector connector = FhirR4Connector.of(site())) {
            return connector.findPatients(query);
        }
    }

    private FhirSite site() {
        return FhirSite.ofPrivate("simulator", simulator.base());
    }

    private void patient(String id, String given, String family, String born, String phone) {
        simulator.put(new SimulatedPatient(id, given, family, born, List.of(phone)));
    }
}
