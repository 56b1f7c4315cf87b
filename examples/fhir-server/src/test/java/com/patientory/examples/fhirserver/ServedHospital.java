package com.patientory.examples.fhirserver;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server that runs for the tests of one class. */
abstract class ServedHospital {
    static final long IMAGING_BYTES = (3L << 20) + 2;
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

    static FhirServer server;
    static Client client;

    @BeforeAll
    static void start() throws IOException {
        server = FhirServer.start(FhirServerOptions.defaults()
                .withImagingSizeBytes(IMAGING_BYTES)
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
        client = new Client(server.baseUri());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static HospitalPatient first() {
        return server.patients().get(0);
    }

    static HospitalPatient last() {
        return server.patients().get(server.patients().size() - 1);
    }
}
