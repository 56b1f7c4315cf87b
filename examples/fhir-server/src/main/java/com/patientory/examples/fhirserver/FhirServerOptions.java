package com.patientory.examples.fhirserver;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How the server is started. {@link #defaults()}: a free port on the loopback address, an imaging file of 256 MiB, no
 * token asked for, the system clock.
 *
 * @param port the TCP port on the loopback address; 0 takes a free one
 * @param imagingSizeBytes the exact size of the imaging file; even, from 1 MiB to 2 GiB - 2
 * @param bearerToken what clients must send as {@code Authorization: Bearer}, except for {@code metadata}; null asks
 *     for nothing
 * @param clock dates the documents that are added while the server runs
 */
public record FhirServerOptions(
        int port, long imagingSizeBytes, @Nullable String bearerToken, Clock clock) {
    private static final long MIN_IMAGING_BYTES = 1L << 20;
    /** Attachment.size is a FHIR unsignedInt, which has 31 bits. */
    private static final long MAX_IMAGING_BYTES = (1L << 31) - 2;

    /**
     * Checks the bounds.
     *
     * @param port the TCP port on the loopback address; 0 takes a free one
     * @param imagingSizeBytes the exact size of the imaging file; even, from 1 MiB to 2 GiB - 2
     * @param bearerToken what clients must send as {@code Authorization: Bearer}, except for {@code metadata}; null asks
     *     for nothing
     * @param clock dates the documents that are added while the server runs
     */
    public FhirServerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not in 0..65535");
        }
        if (imagingSizeBytes < MIN_IMAGING_BYTES || imagingSizeBytes > MAX_IMAGING_BYTES || imagingSizeBytes % 2 != 0) {
            throw new IllegalArgumentException("imagingSizeBytes " + imagingSizeBytes + " is not an even number in "
                    + MIN_IMAGING_BYTES + ".." + MAX_IMAGING_BYTES);
        }
        if (bearerToken != null && bearerToken.isBlank()) {
            throw new IllegalArgumentException("bearerToken is blank");
        }
    }

    /**
     * A free port, 256 MiB of imaging, no token, the system clock.
     *
     * @return the defaults
     */
    public static FhirServerOptions defaults() {
        return new FhirServerOptions(0, 256L << 20, null, Clock.systemUTC());
    }

    /**
     * Changes the port.
     *
     * @param newPort the port, or 0
     * @return changed options
     */
    public FhirServerOptions withPort(int newPort) {
        return new FhirServerOptions(newPort, imagingSizeBytes, bearerToken, clock);
    }

    /**
     * Changes the size of the imaging file.
     *
     * @param bytes its exact size
     * @return changed options
     */
    public FhirServerOptions withImagingSizeBytes(long bytes) {
        return new FhirServerOptions(port, bytes, bearerToken, clock);
    }

    /**
     * Asks clients for a token.
     *
     * @param token what they must send
     * @return changed options
     */
    public FhirServerOptions withBearerToken(String token) {
        return new FhirServerOptions(port, imagingSizeBytes, token, clock);
    }

    /**
     * Changes the clock.
     *
     * @param newClock dates added documents
     * @return changed options
     */
    public FhirServerOptions withClock(Clock newClock) {
        return new FhirServerOptions(port, imagingSizeBytes, bearerToken, newClock);
    }

    /** Does not show the token. */
    @Override
    public String toString() {
        return "FhirServerOptions[port=" + port + ", imagingSizeBytes=" + imagingSizeBytes + ", bearerToken="
                + (bearerToken == null ? "none" : "***") + "]";
    }
}
