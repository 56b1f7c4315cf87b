package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.PatientMixupException;
import com.patientory.ehr.testkit.Fault;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the connector believes of a list of documents. */
class FhirR4ListingTest extends SimulatedSite {
    @Test
    void listChanges_nextLinkToAnotherHost_isRefusedAndTheTokenStays() {
        simulator.arm(Fault.FOREIGN_NEXT_LINK, 1);
        assertEquals(Violation.FOREIGN_ORIGIN, violation(() -> connector().listChanges(ADA, Cursor.START)));
        assertEquals(List.of(), elsewhere.requests());
        assertTrue(simulator.requests().stream().allMatch(r -> r.authorization().equals("Bearer " + TOKEN)));
    }

    @Test
    void listChanges_redirect_isNotFollowed() {
        simulator.arm(Fault.REDIRECT, 1);
        assertEquals(Violation.REDIRECT, violation(() -> connector().listChanges(ADA, Cursor.START)));
        assertEquals(List.of(), elsewhere.requests());
    }

    @Test
    void listChanges_foreignCursor_isRefused() {
        String link = simulator.base() + "x";
        assertEquals(
                Violation.BAD_CURSOR,
                violation(() -> connector().listChanges(ADA, Cursor.of("2|what|is|this|" + link))));
        assertEquals(
                Violation.FOREIGN_ORIGIN,
                violation(() -> connector()
                        .listChanges(
                                ADA,
                                Cursor.of(
                                        "1|1970-01-01T00:00:00Z|1970-01-01T00:00:00Z|1|0|" + elsewhere.base() + "x"))));
        assertEquals(List.of(), elsewhere.requests());
    }

    @Test
    void listChanges_anotherPatientOnThePage_returnsNothing() {
        simulator.arm(Fault.FOREIGN_PATIENT, 1);
        PatientMixupException e =
                assertThrows(PatientMixupException.class, () -> connector().listChanges(ADA, Cursor.START));
        assertEquals(1, e.foreignEntries());
    }

    @Test
    void listChanges_truncatedPage_isAskedAgain() throws Exception {
        simulator.arm(Fault.TRUNCATED_PAGE, 2);
        assertEquals(3, connector().listChanges(ADA, Cursor.START).changes().size());
        assertEquals(3, simulator.requests().size());
    }

    @Test
    void listChanges_loopingLinks_areNoticed() throws Exception {
        simulator.arm(Fault.LOOPING_NEXT_LINK, 1);
        ChangePage first = connector().listChanges(ADA, Cursor.START);
        assertEquals(Violation.PAGING_LOOP, violation(() -> connector().listChanges(ADA, first.next())));
    }

    @Test
    void listChanges_partialListing_saysSoAndStaysBehind() throws Exception {
        simulator.arm(Fault.PARTIAL_LISTING, 1);
        ChangePage page = connector().listChanges(ADA, Cursor.START);
        assertFalse(page.complete());
        assertEquals(Cursor.START, page.next());
    }

    @Test
    void listChanges_siteSaysSomethingIsMissing_isIncomplete() throws Exception {
        simulator.arm(Fault.OUTCOME_INCOMPLETE, 1);
        assertFalse(connector().listChanges(ADA, Cursor.START).complete());
    }

    @Test
    void listChanges_duplicateEntries_areListedOnce() throws Exception {
        simulator.arm(Fault.DUPLICATE_ENTRIES, 1);
        assertEquals(3, connector().listChanges(ADA, Cursor.START).changes().size());
    }

    @Test
    void listChanges_pageLargerThanAllowed_isRefused() {
        simulator.put(SimulatedDocument.of(
                "d0", "p1", "application/pdf", SimulatedContent.generated(100_000, 1), Delivery.INLINE));
        assertEquals(Violation.TOO_LARGE, violation(() -> connector().listChanges(ADA, Cursor.START)));
    }
}
