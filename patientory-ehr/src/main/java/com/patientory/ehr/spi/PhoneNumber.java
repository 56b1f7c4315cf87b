package com.patientory.ehr.spi;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A phone number as E.164 has it: a country's calling code and the national number; prints as {@code ***}.
 *
 * <p>Not promised: that the number is in use, or that its length is right for its country.
 *
 * @param callingCode the country's calling code, 1 to 999
 * @param national the national significant number, 4 to 14 digits without a trunk prefix
 */
public record PhoneNumber(int callingCode, String national) {
    private static final int NORTH_AMERICA = 1;
    private static final int MAX_DIGITS = 15;
    private static final int MIN_NATIONAL = 4;
    private static final String SEPARATORS = " -./()\u00a0\u2010\u2011\u2013";
    /** ITU-T E.164: calling codes of two digits; those of zone 1 and 7 have one, all others three. */
    private static final Set<Integer> TWO_DIGITS = Set.of(
            20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60,
            61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98);

    /**
     * Checks both parts.
     *
     * @param callingCode the country's calling code
     * @param national the national significant number
     */
    public PhoneNumber {
        if (callingCode < 1 || callingCode > 999) {
            throw new IllegalArgumentException("calling code " + callingCode + ", allowed 1 to 999");
        }
        int length = national.length();
        if (length < MIN_NATIONAL || length + Integer.toString(callingCode).length() > MAX_DIGITS) {
            throw new MalformedPhoneNumberException(0, length + " national digits, allowed 4 to 14 and 15 in all");
        }
        for (int i = 0; i < length; i++) {
            if (national.charAt(i) < '0' || national.charAt(i) > '9') {
                throw new MalformedPhoneNumberException(i, "not a digit");
            }
        }
    }

    /**
     * Reads a number in international form: it begins with {@code +} or {@code 00}.
     *
     * @param text the number, with spaces, dots, dashes, slashes and brackets as people write them
     * @return the number
     * @throws MalformedPhoneNumberException if the text is not such a number
     */
    public static PhoneNumber parse(CharSequence text) {
        String digits = digits(text);
        if (digits.startsWith("00")) {
            digits = digits.substring(2);
        } else if (text.toString().strip().indexOf('+') != 0) {
            throw new MalformedPhoneNumberException(0, "no + or 00, and no country was given");
        }
        int codeLength = codeLength(digits);
        String rest = digits.substring(codeLength);
        // "+49 (0)170 ...": the trunk zero in brackets is not dialled from abroad.
        if (text.toString().contains("(0)") && rest.startsWith("0")) {
            rest = rest.substring(1);
        }
        return new PhoneNumber(Integer.parseInt(digits.substring(0, codeLength)), rest);
    }

    /**
     * Reads a number in international or national form.
     *
     * @param text the number
     * @param callingCode the country's calling code for a number in national form
     * @return the number
     * @throws MalformedPhoneNumberException if the text is not such a number
     */
    public static PhoneNumber parse(CharSequence text, int callingCode) {
        String digits = digits(text);
        if (text.toString().strip().startsWith("+") || digits.startsWith("00")) {
            return parse(text);
        }
        String national = digits.startsWith("0") ? digits.substring(1) : digits;
        // In the zone of +1 people write the code without its plus: ten digits after a 1.
        if (callingCode == NORTH_AMERICA && national.length() == 11 && national.startsWith("1")) {
            national = national.substring(1);
        }
        return new PhoneNumber(callingCode, national);
    }

    /**
     * Gives the canonical form, such as {@code +14045550123}.
     *
     * @return the number in E.164, in clear
     */
    public String e164() {
        return "+" + callingCode + national;
    }

    /**
     * Gives the ways in which record systems write this number, canonical first; for servers that compare by spelling.
     *
     * @return distinct spellings, in clear
     */
    public List<String> spellings() {
        Set<String> all = new LinkedHashSet<>();
        all.add(e164());
        all.add(callingCode + national);
        all.add(national);
        if (callingCode == NORTH_AMERICA && national.length() == 10) {
            PhoneSpellings.northAmerican(national, all);
        } else {
            PhoneSpellings.elsewhere(callingCode, national, all);
        }
        return List.copyOf(all);
    }

    /**
     * Gives the number with all but its last two digits hidden.
     *
     * @return such as {@code ***23}
     */
    public String masked() {
        return "***" + national.substring(national.length() - 2);
    }

    @Override
    public String toString() {
        return "PhoneNumber[***]";
    }

    private static int codeLength(String digits) {
        if (digits.length() < MIN_NATIONAL + 1 || digits.charAt(0) == '0') {
            throw new MalformedPhoneNumberException(0, "no calling code");
        }
        if (digits.charAt(0) == '1' || digits.charAt(0) == '7') {
            return 1;
        }
        return TWO_DIGITS.contains(Integer.parseInt(digits.substring(0, 2))) ? 2 : 3;
    }

    private static String digits(CharSequence text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (SEPARATORS.indexOf(c) < 0 && !(c == '+' && digits.length() == 0)) {
                throw new MalformedPhoneNumberException(i, "neither a digit nor a separator");
            }
        }
        if (digits.length() < MIN_NATIONAL || digits.length() > MAX_DIGITS + 3) {
            throw new MalformedPhoneNumberException(0, digits.length() + " digits");
        }
        return digits.toString();
    }
}
