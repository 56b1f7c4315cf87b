package com.patientory.ehr;

/** The worked examples of {@code spec/ledger-v1.md}. */
final class SpecExample {
    static final String HEADER = "";
    static final String RECORD = "";

    private SpecExample() {}
}
