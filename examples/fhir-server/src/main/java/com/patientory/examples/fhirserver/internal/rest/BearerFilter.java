package com.patientory.examples.fhirserver.internal.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Lets requests pass that carry the token (RFC 6750), and those for the capability statement. */
public final class BearerFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String REFUSAL = "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
            + "\"code\":\"login\",\"diagnostics\":\"a bearer token is needed\"}]}";

    private final transient byte[] expected;

    /** Asks for this token. */
    public BearerFilter(String token) {
        this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = request.getHeader("Authorization");
        boolean known = given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
        if (known || request.getRequestURI().endsWith("/metadata")) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getWriter().write(REFUSAL);
    }
}
