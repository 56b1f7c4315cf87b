package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/** Refuses what HAPI cannot parse without repeating it: a birth date, once in an exception, is soon in a log. */
@Interceptor
public final class MalformedParameter {
    /** Replaces the exception whose message has the value. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException hide(Throwable failure) {
        return failure instanceof DataFormatException
                ? new InvalidRequestException("a parameter has a value of the wrong form")
                : null;
    }
}
