package com.patientory.ehr.spi;

/**
 * As much of a person as may be shown to somebody who has not proved to be that person.
 *
 * @param initials such as {@code A. S.}
 * @param phoneEnding such as {@code ***23}, empty if no phone was asked for
 */
public record MaskedCandidate(String initials, String phoneEnding) {
    @Override
    public String toString() {
        return "MaskedCandidate[***]";
    }
}
