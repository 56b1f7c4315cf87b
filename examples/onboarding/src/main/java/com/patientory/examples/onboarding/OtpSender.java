package com.patientory.examples.onboarding;

import com.patientory.ehr.spi.PhoneNumber;

/** Carries a one-time password to a phone: a text-message gateway in production, a list in tests. */
@FunctionalInterface
public interface OtpSender {
    /**
     * Sends the password.
     *
     * @param phone where to
     * @param otp six digits; must not be logged
     */
    void send(PhoneNumber phone, String otp);
}
