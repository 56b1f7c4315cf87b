package com.patientory.examples.fhirserver.internal.rest;

import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/** Token search: exact values, with the system if the client names one. */
final class Tokens {
    private Tokens() {}

    static boolean concepts(@Nullable TokenOrListParam wanted, List<CodeableConcept> concepts) {
        return wanted == null
                || concepts.stream()
                        .flatMap(c -> c.getCoding().stream())
                        .anyMatch(c -> any(wanted, c.getSystem(), c.getCode()));
    }

    static boolean identifiers(@Nullable TokenOrListParam wanted, List<Identifier> identifiers) {
        return wanted == null || identifiers.stream().anyMatch(i -> any(wanted, i.getSystem(), i.getValue()));
    }

    /** Telephone numbers match in the hospital's own spelling only, as they do in many real systems. */
    static boolean contacts(@Nullable TokenOrListParam wanted, List<ContactPoint> contacts) {
        return wanted == null
                || contacts.stream()
                        .anyMatch(c -> any(wanted, c.getSystem().toCode(), Objects.requireNonNull(c.getValue())));
    }

    static boolean code(@Nullable TokenOrListParam wanted, @Nullable String code) {
        return wanted == null || any(wanted, null, code);
    }

    private static boolean any(TokenOrListParam wanted, @Nullable String system, @Nullable String value) {
        return wanted.getValuesAsQueryTokens().stream().anyMatch(token -> matches(token, system, value));
    }

    /** A system that was not given matches all; one given as empty matches none but the empty one. */
    private static boolean matches(TokenParam token, @Nullable String system, @Nullable String value) {
        String wanted = token.getSystem();
        boolean sameSystem = wanted == null || wanted.equals(system == null ? "" : system);
        return sameSystem && token.getValue().equals(value);
    }
}
