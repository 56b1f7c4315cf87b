package com.patientory.ehr.fhir;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How to reach and treat one FHIR site. Defaults: no token, calling code 1, private addresses refused, 50 entries a
 * page, 5 minutes of overlap between listings, 32 MiB for a page, 16 GiB for a document; {@link Timeouts#DEFAULT} for time.
 *
 * @param id the site's name, 1 to 64 characters of {@code a-z 0-9 . -}
 * @param base the service's base address
 * @param tokens the source of access tokens
 * @param callingCode the country in which the site writes numbers in national form
 * @param allowPrivateNetwork whether loopback and private addresses, and plain http to them, are allowed
 * @param limits sizes
 * @param timeouts times
 */
public record FhirSite(
        String id,
        URI base,
        BearerTokenSource tokens,
        int callingCode,
        boolean allowPrivateNetwork,
        Limits limits,
        Timeouts timeouts) {
    private static final Pattern ID = Pattern.compile("[a-z0-9.-]{1,64}");

    /**
     * Sizes.
     *
     * @param pageEntries how many entries to ask for in a page, 1 to 1,000
     * @param maxPageBytes the largest page that is read
     * @param maxDocumentBytes the largest document that is read
     */
    public record Limits(int pageEntries, int maxPageBytes, long maxDocumentBytes) {
        /** 50 entries, 32 MiB, 16 GiB. */
        public static final Limits DEFAULT = new Limits(50, 32 << 20, 16L << 30);

        /**
         * Checks the bounds.
         *
         * @param pageEntries how many entries to ask for in a page
         * @param maxPageBytes the largest page that is read
         * @param maxDocumentBytes the largest document that is read
         */
        public Limits {
            if (pageEntries < 1 || pageEntries > 1000) {
                throw new IllegalArgumentException("page of " + pageEntries + " entries, allowed 1 to 1000");
            }
            if (maxPageBytes < 1024 || maxDocumentBytes < 1) {
                throw new IllegalArgumentException(
                        "limits " + maxPageBytes + " and " + maxDocumentBytes + " bytes, allowed from 1024 and 1");
            }
        }
    }

    /**
     * Times.
     *
     * @param connect for a connection
     * @param answer for the first byte of an answer
     * @param idle between two pieces of an answer
     * @param deadline after which nothing is asked again; looked at between two attempts only, so that a call may
     *     last longer by one attempt
     * @param overlap how far a listing goes back behind the newest change of the one before
     */
    public record Timeouts(Duration connect, Duration answer, Duration idle, Duration deadline, Duration overlap) {
        /** 10 s, 30 s, 30 s, 2 min, 5 min. */
        public static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5));
    }

    /**
     * Checks the name and the address.
     *
     * @param id the site's name
     * @param base the service's base address
     * @param tokens the source of access tokens
     * @param callingCode the country in which the site writes numbers in national form
     * @param allowPrivateNetwork whether loopback and private addresses
     * @param limits sizes
     * @param timeouts times
     */
    public FhirSite {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("site id '" + id + "', allowed 1 to 64 of a-z 0-9 . -");
        }
        base = SiteAddress.normalised(base, allowPrivateNetwork);
    }

    /**
     * Describes a site with the defaults.
     *
     * @param id the site's name
     * @param base the service's base address, https
     * @return the site
     */
    public static FhirSite of(String id, URI base) {
        return new FhirSite(id, base, BearerTokenSource.NONE, 1, false, Limits.DEFAULT, Timeouts.DEFAULT);
    }

    /**
     * Describes a site on this machine or in a private network with the defaults otherwise.
     *
     * @param id the site's name
     * @param base the service's base address, http or https
     * @return the site
     */
    public static FhirSite ofPrivate(String id, URI base) {
        return new FhirSite(id, base, BearerTokenSource.NONE, 1, true, Limits.DEFAULT, Timeouts.DEFAULT);
    }

    /**
     * Changes the source of tokens.
     *
     * @param changed the source
     * @return the changed site
     */
    public FhirSite withTokens(BearerTokenSource changed) {
        return new FhirSite(id, base, changed, callingCode, allowPrivateNetwork, limits, timeouts);
    }

    /**
     * Changes the country.
     *
     * @param changed the calling code, 1 to 999
     * @return the changed site
     */
    public FhirSite withCallingCode(int changed) {
        return new FhirSite(id, base, tokens, changed, allowPrivateNetwork, limits, timeouts);
    }

    /**
     * Changes the sizes.
     *
     * @param changed the sizes
     * @return the changed site
     */
    public FhirSite withLimits(Limits changed) {
        return new FhirSite(id, base, tokens, callingCode, allowPrivateNetwork, changed, timeouts);
    }

    /**
     * Changes the times.
     *
     * @param changed the times
     * @return the changed site
     */
    public FhirSite withTimeouts(Timeouts changed) {
        return new FhirSite(id, base, tokens, callingCode, allowPrivateNetwork, limits, changed);
    }

    @Override
    public String toString() {
        return "FhirSite[" + id + "]";
    }
}
