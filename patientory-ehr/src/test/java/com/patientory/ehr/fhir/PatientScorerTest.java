package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.patientory.ehr.spi.PatientQuery;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientScorerTest {
    private static final LocalDate BORN = LocalDate.parse("1970-01-31");
    /** Of a birth date and half of a name. */
    private static final int GIVEN_NAME_ONLY = 100 * (25 + 15) / (25 + 35);

    @ParameterizedTest
    @CsvSource({"Juárez, juarez", "O'Neil, ONEIL", "Stone, stone"})
    void score_nameThatDiffersInCaseAccentOrPunctuation_agrees(String known, String asked) {
        assertEquals(100, score(known, asked));
    }

    /** A server of a hospital, or whoever fills in a form, could otherwise occupy a processor for minutes. */
    @Test
    void score_nameOfAMillionAccents_isNoName() {
        String endless = "e" + "\u0301\u0316".repeat(500_000);
        assertEquals(GIVEN_NAME_ONLY, score(endless, "Stone"));
        assertEquals(GIVEN_NAME_ONLY, score("Stone", endless));
        assertEquals(GIVEN_NAME_ONLY, score(endless, endless));
    }

    @Test
    void score_nothingLeftOfAName_doesNotAgreeWithAMissingOne() {
        assertEquals(GIVEN_NAME_ONLY, score("", "-"));
        assertEquals(GIVEN_NAME_ONLY, score("...", "-"));
    }

    private static int score(String knownFamily, String askedFamily) {
        ObjectNode patient =
                JsonNodeFactory.instance.objectNode().put("id", "p1").put("birthDate", BORN.toString());
        patient.putArray("name")
                .addObject()
                .put("family", knownFamily)
                .putArray("given")
                .add("Ada");
        PatientQuery query = PatientQuery.ofPerson("Ada", askedFamily, BORN);
        return new PatientScorer(query, 1, Instant.EPOCH).score(patient).score();
    }
}
