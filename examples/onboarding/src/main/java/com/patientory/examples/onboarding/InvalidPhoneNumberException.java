package com.patientory.examples.onboarding;

/** What was typed is no telephone number. The message says what is allowed and never repeats the number. */
public final class InvalidPhoneNumberException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidPhoneNumberException(String why) {
        super("invalid phone number: " + why);
    }
}
