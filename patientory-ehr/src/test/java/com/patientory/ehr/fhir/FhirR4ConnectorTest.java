package com.patientory.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrRefusedException;
import com.patientory.ehr.spi.EhrUnavailableException;
import com.patientory.ehr.testkit.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the connector does before it has an answer: whom it asks, with which token, how often. */
class FhirR4ConnectorTest extends SimulatedSite {
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
}
