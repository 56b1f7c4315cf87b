package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrUnavailableException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/** A site's base address: resolves links against it and lets none leave its origin (RFC 6454). */
final class SiteAddress {
    private final URI base;
    private final boolean allowPrivate;

    SiteAddress(URI base, boolean allowPrivate) {
        this.base = base;
        this.allowPrivate = allowPrivate;
    }

    static URI normalised(URI base, boolean allowHttp) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        boolean schemeFits = scheme.equals("https") || (scheme.equals("http") && allowHttp);
        if (!schemeFits || base.getHost() == null || base.getRawUserInfo() != null || base.getRawQuery() != null) {
            throw new IllegalArgumentException("base address with scheme '" + scheme
                    + "': must be https (http in a private network that is allowed) with a host, no user, no query");
        }
        String text = base.toString();
        return text.endsWith("/") ? base : URI.create(text + "/");
    }

    /** Turns a link of the site, relative or absolute, into an address of the same origin. */
    URI resolve(String link) throws EhrProtocolException {
        URI resolved;
        try {
            resolved = base.resolve(new URI(link));
        } catch (URISyntaxException e) {
            throw new EhrProtocolException(Violation.MALFORMED);
        }
        if (!sameOrigin(resolved)) {
            throw new EhrProtocolException(Violation.FOREIGN_ORIGIN);
        }
        return resolved;
    }

    boolean sameOrigin(URI other) {
        return base.getScheme().equalsIgnoreCase(other.getScheme())
                && base.getHost().equalsIgnoreCase(other.getHost())
                && port(base) == port(other)
                && other.getRawUserInfo() == null;
    }

    /**
     * Looks the host up and applies the rules for private addresses. The HTTP client looks it up again, so a name server
     * that changes its answer in between is not stopped by this; the origin check and TLS still hold.
     */
    void checkReachable() throws EhrException {
        boolean anyPrivate = false;
        boolean allPrivate = true;
        try {
            for (InetAddress address : InetAddress.getAllByName(base.getHost())) {
                boolean isPrivate = isPrivate(address);
                anyPrivate |= isPrivate;
                allPrivate &= isPrivate;
            }
        } catch (UnknownHostException e) {
            throw new EhrUnavailableException(EhrUnavailableException.Kind.CONNECTION, 0, 1);
        }
        if (anyPrivate && !allowPrivate) {
            throw new EhrProtocolException(Violation.PRIVATE_ADDRESS);
        }
        if (!allPrivate && base.getScheme().equalsIgnoreCase("http")) {
            throw new EhrProtocolException(Violation.CLEARTEXT);
        }
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return uniqueLocal
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
