package com.patientory.examples.demo;

/** Something that the demo claims did not hold. */
final class ClaimFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimFailedException(String claim) {
        super("this claim does not hold: " + claim);
    }

    ClaimFailedException(String claim, Throwable cause) {
        super("this claim does not hold: " + claim, cause);
    }
}
