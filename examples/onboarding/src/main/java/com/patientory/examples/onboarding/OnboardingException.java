package com.patientory.examples.onboarding;

/** A step of the onboarding was refused. No message names a phone number, a patient or a password. */
public abstract sealed class OnboardingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OnboardingException(String message) {
        super(message);
    }

    /** No registration or sign-up goes by this reference, or it was forgotten after its time. */
    public static final class UnknownReference extends OnboardingException {
        private static final long serialVersionUID = 1L;

        UnknownReference() {
            super("no such reference: begin the registration again");
        }
    }

    /** The password is not the one that was sent. */
    public static final class WrongOtp extends OnboardingException {
        private static final long serialVersionUID = 1L;
        private final int attemptsLeft;

        WrongOtp(int attemptsLeft) {
            super("wrong one-time password, " + attemptsLeft + " attempts left");
            this.attemptsLeft = attemptsLeft;
        }

        /**
         * How often one may still try.
         *
         * @return 0 or more
         */
        public int attemptsLeft() {
            return attemptsLeft;
        }
    }

    /** The password was not used in time. */
    public static final class ExpiredOtp extends OnboardingException {
        private static final long serialVersionUID = 1L;

        ExpiredOtp() {
            super("the one-time password has expired: begin the registration again");
        }
    }

    /** The password was used before. */
    public static final class ReusedOtp extends OnboardingException {
        private static final long serialVersionUID = 1L;

        ReusedOtp() {
            super("the one-time password was used before: begin the registration again");
        }
    }

    /** More registrations are open than the desk keeps. */
    public static final class TooManyRegistrations extends OnboardingException {
        private static final long serialVersionUID = 1L;

        TooManyRegistrations(int limit) {
            super("more than " + limit + " registrations are open: try again later");
        }
    }

    /** What the wallet signed is not what was prepared for this registration. */
    public static final class AlteredRequest extends OnboardingException {
        private static final long serialVersionUID = 1L;

        AlteredRequest() {
            super("the signed request is not the one prepared for this registration");
        }
    }
}
