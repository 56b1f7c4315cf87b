package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrUnavailableException;
import com.patientory.ehr.testkit.Fault;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the connector takes for a document. */
class FhirR4DownloadTest extends SimulatedSite {
    @Test
    void open_attachmentOnAnotherHost_isRefused() {
        DocumentRef foreign = new DocumentRef(
                ADA,
                "x#0",
                "1",
                new DocumentRef.Content("url:" + elsewhere.base() + "Binary/1", "application/pdf", -1, null),
                DocumentRef.Info.NONE);
        assertEquals(Violation.FOREIGN_ORIGIN, violation(() -> connector().open(foreign)));
        assertEquals(List.of(), elsewhere.requests());
    }

    @Test
    void open_asksForTheDeclaredType() throws Exception {
        read(first());
        assertEquals(
                "application/pdf",
                simulator.requests().get(simulator.requests().size() - 1).accept());
    }

    @Test
    void open_loginPageInsteadOfDocument_isRefused() throws Exception {
        simulator.arm(Fault.LOGIN_PAGE, 1);
        DocumentRef document = first();
        assertEquals(Violation.CONTENT_TYPE, violation(() -> connector().open(document)));
    }

    @Test
    void open_changedByte_neverEnds() throws Exception {
        simulator.arm(Fault.CORRUPT_DOCUMENT, 1);
        DocumentRef document = first();
        assertEquals(Violation.HASH_MISMATCH, violation(() -> read(document)));
    }

    @Test
    void open_truncated_neverEnds() throws Exception {
        DocumentRef document = first();
        for (Fault fault : List.of(Fault.TRUNCATED_DOCUMENT, Fault.SHORT_DOCUMENT)) {
            simulator.arm(fault, 1);
            EhrUnavailableException e = assertThrows(EhrUnavailableException.class, () -> read(document));
            assertEquals(EhrUnavailableException.Kind.TRUNCATED, e.kind());
        }
    }

    @Test
    void open_stalled_timesOut() throws Exception {
        DocumentRef document = first();
        simulator.arm(Fault.STALLED_DOCUMENT, 1);
        EhrUnavailableException e = assertThrows(EhrUnavailableException.class, () -> read(document));
        assertEquals(EhrUnavailableException.Kind.TIMEOUT, e.kind());
    }

    @Test
    void open_inlineDocumentChangedMeanwhile_isRefused() throws Exception {
        SimulatedDocument inline =
                SimulatedDocument.of("d0", "p1", "text/plain", SimulatedContent.of("one"), Delivery.INLINE);
        simulator.put(inline);
        DocumentRef document = first();
        assertArrayEquals("one".getBytes(StandardCharsets.UTF_8), read(document));
        simulator.put(inline.revised(SimulatedContent.of("two"), inline.lastUpdated()));
        assertEquals(Violation.VERSION_MISMATCH, violation(() -> read(document)));
    }
}
