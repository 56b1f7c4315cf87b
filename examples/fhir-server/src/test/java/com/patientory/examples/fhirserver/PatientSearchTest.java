package com.patientory.examples.fhirserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How people are found. */
class PatientSearchTest extends ServedHospital {
    @Test
    void metadata_always_tellsTheReleaseAndTheSearches() throws Exception {
        CapabilityStatement statement = client.read(CapabilityStatement.class, "metadata");
        assertEquals("4.0.1", statement.getFhirVersion().toCode());
        assertTrue(statement.getRestFirstRep().getResource().stream()
                .filter(r -> r.getType().equals("Patient"))
                .flatMap(r -> r.getSearchParam().stream())
                .anyMatch(p -> p.getName().equals("phone")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void patientByPhone_spelledAsTheHospitalDoes_findsExactlyThatPerson(int index) throws Exception {
        HospitalPatient wanted = server.patients().get(index);
        for (String parameter : List.of("phone=", "telecom=", "telecom=phone|")) {
            List<Patient> found = client.search(
                    Patient.class,
                    "Patient?" + parameter.replace("|", "%7C")
                            + Client.encoded(wanted.phones().get(0)));
            assertEquals(
                    List.of(wanted.id()),
                    found.stream().map(p -> p.getIdElement().getIdPart()).toList());
        }
    }

    @Test
    void patientByPhone_spelledOtherwise_findsNobodyUnlessTheSpellingIsAmongSeveral() throws Exception {
        assertEquals(List.of(), client.search(Patient.class, "Patient?phone=6175550101"));
        String several = Client.encoded("6175550101,+16175550101,(617) 555-0101");
        assertEquals(1, client.search(Patient.class, "Patient?phone=" + several).size());
    }

    @Test
    void patientByPhone_sharedLandLine_findsBothAndTheMobileOnlyOne() throws Exception {
        String shared = Client.encoded(last().phones().get(0));
        String own = Client.encoded(last().phones().get(1));
        assertEquals(2, client.search(Patient.class, "Patient?phone=" + shared).size());
        assertEquals(1, client.search(Patient.class, "Patient?phone=" + own).size());
    }

    @Test
    void patient_byIdentifierNameAndBirthDate_findsThatPerson() throws Exception {
        HospitalPatient wanted = first();
        String byNumber = "Patient?identifier="
                + Client.encoded("http://hospital.smarthealthit.org|" + wanted.medicalRecordNumber());
        String byName = "Patient?family=" + wanted.family().toUpperCase(Locale.ROOT) + "&given=" + wanted.given()
                + "&birthdate=" + wanted.birthDate();
        assertEquals(1, client.search(Patient.class, byNumber).size());
        assertEquals(1, client.search(Patient.class, byName).size());
        assertEquals(
                List.of(),
                client.search(
                        Patient.class,
                        "Patient?family=" + wanted.family() + "&birthdate="
                                + wanted.birthDate().plusDays(1)));
    }

    @Test
    void patient_malformedBirthDate_isRefusedWithoutRepeatingIt() throws Exception {
        HttpResponse<InputStream> response = client.get("Patient?birthdate=1999-99-99");
        try (InputStream body = response.body()) {
            assertEquals(400, response.statusCode());
            assertFalse(new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("1999-99"));
        }
    }

    @Test
    void patientByName_withoutItsAccent_findsThePerson() throws Exception {
        assertEquals(1, client.search(Patient.class, "Patient?name=juarez383").size());
    }

    @Test
    void patientByName_ofThousandsOfAccents_isRefused() throws Exception {
        // Not in a request of its own kind: the container refuses longer lines by itself.
        String name = "e" + Client.encoded("\u0301".repeat(1024));
        try (InputStream body = client.get("Patient?name=" + name).body()) {
            assertTrue(new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("1024 characters"));
        }
    }
}
