package com.patientory.examples.onboarding;

/**
 * A telephone number in the international form of ITU-T E.164: a plus sign and 8 to 15 digits. It identifies a person,
 * so {@link #toString()} hides it; {@link #e164()} is the one way to read it.
 *
 * @param e164 the number, for instance {@code +15551234567}
 */
public record PhoneNumber(String e164) {
    private static final int MIN_DIGITS = 8;
    private static final int MAX_DIGITS = 15;

    /** Checks the canonical form. */
    public PhoneNumber {
        if (!e164.matches("\\+[1-9][0-9]{" + (MIN_DIGITS - 1) + "," + (MAX_DIGITS - 1) + "}")) {
            throw new InvalidPhoneNumberException("not a plus sign and 8 to 15 digits");
        }
    }

    /**
     * Reads a number as people type it: spaces, dots, hyphens and brackets are passed over; {@code 00} stands for the
     * plus sign; a number of ten digits without either is taken as North American.
     *
     * @param typed what the person typed
     * @return the number
     * @throws InvalidPhoneNumberException if it is no telephone number; the message does not repeat it
     */
    public static PhoneNumber parse(String typed) {
        String digits = typed.strip().replaceAll("[\\s().\\-/]", "");
        if (digits.startsWith("00")) {
            digits = "+" + digits.substring(2);
        }
        if (!digits.matches("\\+?[0-9]+")) {
            throw new InvalidPhoneNumberException("only digits, spaces and + . - ( ) are allowed");
        }
        if (digits.startsWith("+")) {
            return new PhoneNumber(digits);
        }
        return new PhoneNumber(digits.length() == 10 ? "+1" + digits : "+" + digits);
    }

    @Override
    public String toString() {
        return "PhoneNumber[***]";
    }
}
