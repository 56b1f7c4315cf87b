package com.patientory.ehr.spi;

import java.util.List;

/** The answer to a {@link PatientQuery}: one patient, none, or several that cannot be told apart. */
public sealed interface PatientLookup {
    /**
     * One patient fits, and nobody else comes near.
     *
     * @param match the patient and how sure the answer is
     */
    record Matched(PatientMatch match) implements PatientLookup {}

    /** Nobody fits well enough. */
    record NoMatch() implements PatientLookup {}

    /**
     * Several fit; no reference is given out, so that none of them can be linked by accident.
     *
     * @param candidates what may be shown to ask further, in a stable order, at most ten
     */
    record Ambiguous(List<MaskedCandidate> candidates) implements PatientLookup {
        /**
         * Copies the list.
         *
         * @param candidates what may be shown to ask further
         */
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }
}
