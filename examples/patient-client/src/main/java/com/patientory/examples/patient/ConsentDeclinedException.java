package com.patientory.examples.patient;

/** The patient was shown what a transaction does and said no. Nothing was signed. */
public final class ConsentDeclinedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConsentDeclinedException(String sentence) {
        super("declined: " + sentence);
    }
}
