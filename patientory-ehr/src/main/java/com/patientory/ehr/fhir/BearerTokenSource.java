package com.patientory.ehr.fhir;

import com.patientory.ehr.spi.EhrException;

/**
 * Gives the access token for a site (RFC 6750). A SMART Backend Services client is one implementation of it.
 *
 * <p>Called from several threads.
 */
@FunctionalInterface
public interface BearerTokenSource {
    /** Sends no token. */
    BearerTokenSource NONE = () -> "";

    /**
     * Gives the token to send; may block to fetch one.
     *
     * @return the token, or an empty text to send none
     * @throws EhrException if no token can be had
     * @throws InterruptedException if the thread was interrupted
     */
    String token() throws EhrException, InterruptedException;

    /**
     * Says that the site answered 401 to a token; called once per request, which is then sent once more.
     *
     * @param token the token that was not accepted
     */
    default void rejected(String token) {}

    /**
     * Always gives the same token.
     *
     * @param token the token
     * @return the source
     */
    static BearerTokenSource fixed(String token) {
        return () -> token;
    }
}
