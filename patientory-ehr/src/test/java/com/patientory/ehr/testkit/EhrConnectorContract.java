package com.patientory.ehr.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.spi.Change;
import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrConnector;
import com.patientory.ehr.spi.PatientLookup;
import com.patientory.ehr.spi.PatientMatch;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EhrConnector} must do. Extend it, answer the questions about a site that the connector reaches, and
 * run it with JUnit 5.
 */
public abstract class EhrConnectorContract {
    private static final int MAX_PAGES = 1000;

    private EhrConnector connector;

    /** For subclasses. */
    protected EhrConnectorContract() {}

    /**
     * Makes a connector; it is closed after each test.
     *
     * @return a new connector
     * @throws Exception if that fails, which fails the test
     */
    protected abstract EhrConnector connect() throws Exception;

    /**
     * The number of a phone that exactly one patient has; he has at least one document.
     *
     * @return the number
     */
    protected abstract PhoneNumber phoneOfOne();

    /**
     * The number of a phone that nobody has.
     *
     * @return the number
     */
    protected abstract PhoneNumber phoneOfNobody();

    /**
     * The number of a phone that several patients share, if there is one.
     *
     * @return the number
     */
    protected Optional<PhoneNumber> phoneOfSeveral() {
        return Optional.empty();
    }

    /**
     * The contents of all documents of the patient of {@link #phoneOfOne}.
     *
     * @return their SHA-256 in lower-case hexadecimal, one for each document
     */
    protected abstract List<String> contentsOfOne();

    /** Connects. */
    @BeforeEach
    final void connectBefore() throws Exception {
        connector = connect();
    }

    /** Closes, also a second time. */
    @AfterEach
    final void closeAfter() {
        connector.close();
        connector.close();
    }

    /** A site's name is stable and carries nothing but a name. */
    @Test
    public void id_twice_isStableAndPlain() {
        assertTrue(connector.id().matches("[a-z0-9.-]{1,64}"));
        assertEquals(connector.id(), connector.id());
    }

    /** The patient is found by phone, and never taken for certain. */
    @Test
    public void findPatients_phoneOfOne_matchesWithoutCertainty() throws Exception {
        PatientLookup.Matched found = assertInstanceOf(
                PatientLookup.Matched.class, connector.findPatients(PatientQuery.ofPhone(phoneOfOne())));
        assertNotEquals(PatientMatch.Grade.CERTAIN, found.match().grade());
        assertFalse(found.match().masked().phoneEnding().contains(phoneOfOne().national()));
    }

    /** The same question has the same answer. */
    @Test
    public void findPatients_repeated_givesTheSame() throws Exception {
        PatientQuery query = PatientQuery.ofPhone(phoneOfOne());
        assertEquals(connector.findPatients(query), connector.findPatients(query));
    }

    /** However the patient writes his number. */
    @Test
    public void findPatients_spelledDifferently_givesTheSame() throws Exception {
        PatientLookup expected = connector.findPatients(PatientQuery.ofPhone(phoneOfOne()));
        for (String spelling : phoneOfOne().spellings()) {
            PhoneNumber again = PhoneNumber.parse(spelling, phoneOfOne().callingCode());
            if (again.equals(phoneOfOne())) {
                assertEquals(expected, connector.findPatients(PatientQuery.ofPhone(again)));
            }
        }
    }

    /** Nobody is nobody. */
    @Test
    public void findPatients_phoneOfNobody_findsNobody() throws Exception {
        assertInstanceOf(PatientLookup.NoMatch.class, connector.findPatients(PatientQuery.ofPhone(phoneOfNobody())));
    }

    /** A shared phone links nobody. */
    @Test
    public void findPatients_phoneOfSeveral_staysAmbiguous() throws Exception {
        Optional<PhoneNumber> shared = phoneOfSeveral();
        Assumptions.assumeTrue(shared.isPresent(), "the site has no shared phone");
        PatientLookup.Ambiguous found = assertInstanceOf(
                PatientLookup.Ambiguous.class, connector.findPatients(PatientQuery.ofPhone(shared.get())));
        assertTrue(found.candidates().size() > 1);
        found.candidates()
                .forEach(c -> assertFalse(c.phoneEnding().contains(shared.get().national())));
    }

    /** A listing from the start holds every document, each with the right content. */
    @Test
    public void open_everyDocumentListed_givesTheExpectedContents() throws Exception {
        List<String> contents = new ArrayList<>();
        for (DocumentRef document : listed(patient(), Cursor.START).documents()) {
            contents.add(sha256(document));
        }
        assertEquals(
                contentsOfOne().stream().sorted().collect(Collectors.toList()),
                contents.stream().sorted().collect(Collectors.toList()));
    }

    /** No version of a document appears twice in a listing. */
    @Test
    public void listChanges_fromStart_namesEachDocumentOnce() throws Exception {
        List<DocumentRef> documents = listed(patient(), Cursor.START).documents();
        Set<String> names = new HashSet<>();
        documents.forEach(d -> assertTrue(names.add(d.id() + " " + d.version())));
    }

    /** A cursor outlives its connector, and after it there is nothing that was not there before. */
    @Test
    public void listChanges_afterTheEnd_bringsNothingUnseen() throws Exception {
        PatientRef patient = patient();
        Listing first = listed(patient, Cursor.START);
        try (EhrConnector later = connect()) {
            Listing second = listed(later, patient, Cursor.of(first.end().value()));
            assertTrue(new HashSet<>(first.documents()).containsAll(second.documents()));
        }
    }

    /** Reading one document twice gives the same. */
    @Test
    public void open_twice_givesTheSame() throws Exception {
        DocumentRef document = listed(patient(), Cursor.START).documents().get(0);
        assertEquals(sha256(document), sha256(document));
    }

    /** A stream may be left before its end. */
    @Test
    public void open_closedEarly_leavesTheConnectorUsable() throws Exception {
        DocumentRef document = listed(patient(), Cursor.START).documents().get(0);
        try (InputStream content = connector.open(document)) {
            assertTrue(content.read() >= -1);
        }
        assertEquals(64, sha256(document).length());
    }

    /** Nothing that is printed tells who or what. */
    @Test
    public void toString_ofAnyValue_tellsNothing() throws Exception {
        PatientRef patient = patient();
        DocumentRef document = listed(patient, Cursor.START).documents().get(0);
        for (Object value : List.of(patient, document, document.content(), document.info(), phoneOfOne())) {
            assertFalse(value.toString().contains(patient.id()));
            assertFalse(value.toString().contains(document.id()));
            assertFalse(value.toString().contains(phoneOfOne().national()));
        }
    }

    /** A closed connector says so. */
    @Test
    public void listChanges_afterClose_isRefused() throws Exception {
        PatientRef patient = patient();
        connector.close();
        assertThrows(IllegalStateException.class, () -> connector.listChanges(patient, Cursor.START));
    }

    /** An interrupt ends a call. */
    @Test
    public void listChanges_interrupted_leaves() throws Exception {
        PatientRef patient = patient();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> connector.listChanges(patient, Cursor.START));
        assertFalse(Thread.interrupted(), "the interrupt was taken");
    }

    /** All pages of a listing. */
    private record Listing(List<DocumentRef> documents, Cursor end) {}

    private PatientRef patient() throws Exception {
        return assertInstanceOf(PatientLookup.Matched.class, connector.findPatients(PatientQuery.ofPhone(phoneOfOne())))
                .match()
                .patient();
    }

    private Listing listed(PatientRef patient, Cursor from) throws Exception {
        return listed(connector, patient, from);
    }

    private static Listing listed(EhrConnector connector, PatientRef patient, Cursor from) throws Exception {
        List<DocumentRef> documents = new ArrayList<>();
        ChangePage page = connector.listChanges(patient, from);
        for (int pages = 1; ; pages++) {
            assertTrue(page.complete());
            for (Change change : page.changes()) {
                if (change instanceof Change.Present present) {
                    assertEquals(patient, present.document().patient());
                    documents.add(present.document());
                }
            }
            if (!page.more()) {
                return new Listing(documents, page.next());
            }
            assertTrue(pages < MAX_PAGES, "the listing does not end");
            page = connector.listChanges(patient, page.next());
        }
    }

    private String sha256(DocumentRef document) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long count = 0;
        try (InputStream content = connector.open(document)) {
            byte[] buffer = new byte[8192];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                count += read;
            }
        }
        long declared = document.content().sizeBytes();
        assertTrue(declared < 0 || declared == count);
        return HexFormat.of().formatHex(digest.digest());
    }
}
