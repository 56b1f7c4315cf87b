package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.spi.Change;
import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.DocumentRef;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrRefusedException;
import com.patientory.ehr.spi.EhrUnavailableException;
import com.patientory.ehr.spi.PatientMixupException;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.testkit.EhrSimulator;
import com.patientory.ehr.testkit.Fault;
import com.patientory.ehr.testkit.SimulatedContent;
import com.patientory.ehr.testkit.SimulatedDocument;
import com.patientory.ehr.testkit.SimulatedDocument.Delivery;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FhirR4ConnectorTest {
    private static final PatientRef ADA = PatientRef.of("p1");
    private static final String TOKEN = "token-of-the-site";

    private EhrSimulator simulator;
    private EhrSimulator elsewhere;
    private final List<Duration> pauses = new ArrayList<>();

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

    @Test
    void get_tooManyRequests_waitsWithJitter() throws Exception {
        simulator.arm(Fault.UNAVAILABLE, 3);
        connector().capabilities();
        assertEquals(3, pauses.size());
        assertTrue(pauses.stream().allMatch(p -> !p.isNegative() && p.compareTo(Duration.ofSeconds(2)) < 0));
    }

    @Test
    void get_overloadedForEver_givesUpWithTheNumberOfAttempts() {
        simulator.arm(Fault.TOO_MANY_REQUESTS, 1000);
        EhrUnavailableException e =
                assertThrows(EhrUnavailableException.class, () -> connector().capabilities());
        assertEquals(EhrUnavailableException.Kind.OVERLOADED, e.kind());
        assertEquals(429, e.status());
        assertEquals(6, e.attempts());
    }

    @Test
    void get_tokenThatNoHeaderCanCarry_isRefusedWithoutQuotingIt() {
        FhirR4Connector connector = connector(site().withTokens(BearerTokenSource.fixed("secret\nof the site")));
        EhrRefusedException e = assertThrows(EhrRefusedException.class, connector::capabilities);
        assertEquals(401, e.status());
        assertFalse((e + " " + e.getCause()).contains("secret"));
        assertEquals(List.of(), simulator.requests());
    }

    @Test
    void get_tokenNotAccepted_isRenewedOnce() throws Exception {
        simulator.arm(Fault.UNAUTHORIZED, 1);
        List<String> rejected = new ArrayList<>();
        BearerTokenSource tokens = new BearerTokenSource() {
            @Override
            public String token() {
                return "token-" + rejected.size();
            }

            @Override
            public void rejected(String token) {
                rejected.add(token);
            }
        };
        connector(site().withTokens(tokens)).capabilities();
        assertEquals(List.of("token-0"), rejected);
        assertEquals("Bearer token-1", simulator.requests().get(1).authorization());
    }

    @Test
    void get_tokenNeverAccepted_isRefused() {
        simulator.arm(Fault.UNAUTHORIZED, 1000);
        EhrRefusedException e =
                assertThrows(EhrRefusedException.class, () -> connector().capabilities());
        assertEquals(401, e.status());
    }

    @Test
    void get_privateAddressNotAllowed_isNotContacted() {
        FhirSite site = FhirSite.of(
                "private", URI.create("https://127.0.0.1:" + simulator.base().getPort() + "/fhir"));
        assertEquals(Violation.PRIVATE_ADDRESS, violation(() -> connector(site).capabilities()));
        assertEquals(List.of(), simulator.requests());
    }

    @Test
    void of_plainHttpToThePublic_isRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> FhirSite.of("public", URI.create("http://example.org/fhir")));
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

    /** Something of the connector that fails. */
    @FunctionalInterface
    private interface Call {
        Object run() throws Exception;
    }

    private static Violation violation(Call call) {
        return assertThrows(EhrProtocolException.class, call::run).violation();
    }

    private DocumentRef first() throws EhrException, InterruptedException {
        Change.Present present = (Change.Present)
                connector().listChanges(ADA, Cursor.START).changes().get(0);
        return present.document();
    }

    private byte[] read(DocumentRef document) throws Exception {
        try (InputStream content = connector().open(document)) {
            return content.readAllBytes();
        }
    }

    private FhirSite site() {
        Duration time = Duration.ofMillis(700);
        return FhirSite.ofPrivate("simulator", simulator.base())
                .withTokens(BearerTokenSource.fixed(TOKEN))
                .withLimits(new FhirSite.Limits(3, 64 << 10, 1 << 20))
                .withTimeouts(new FhirSite.Timeouts(time, time, time, Duration.ofMinutes(1), Duration.ofMinutes(5)));
    }

    private FhirR4Connector connector() {
        return connector(site());
    }

    private FhirR4Connector connector(FhirSite site) {
        Clock clock = Clock.systemUTC();
        return new FhirR4Connector(site, clock, new Pauses(clock, new Random(1), pauses::add));
    }
}
