package com.patientory.ehr.spi;

import java.util.Set;

/** The groupings in which record systems were seen to write phone numbers. */
final class PhoneSpellings {
    private PhoneSpellings() {}

    static void northAmerican(String national, Set<String> into) {
        String area = national.substring(0, 3);
        String exchange = national.substring(3, 6);
        String line = national.substring(6);
        String dashed = area + "-" + exchange + "-" + line;
        String bracketed = "(" + area + ") " + exchange + "-" + line;
        into.add(dashed);
        into.add(bracketed);
        into.add("(" + area + ")" + exchange + "-" + line);
        into.add(area + "." + exchange + "." + line);
        into.add(area + " " + exchange + " " + line);
        into.add(area + "-" + exchange + line);
        into.add("1-" + dashed);
        into.add("+1-" + dashed);
        into.add("+1 " + dashed);
        into.add("+1 " + bracketed);
        into.add("1 " + bracketed);
        into.add("+1 " + area + " " + exchange + " " + line);
        into.add("+1." + area + "." + exchange + "." + line);
    }

    static void elsewhere(int code, String national, Set<String> into) {
        into.add("00" + code + national);
        into.add("0" + national);
        into.add("+" + code + " " + national);
        for (int area = 2; area <= 4 && area < national.length(); area++) {
            String prefix = national.substring(0, area);
            String rest = national.substring(area);
            into.add("+" + code + " " + prefix + " " + rest);
            into.add("+" + code + " (0)" + prefix + " " + rest);
            into.add("0" + prefix + " " + rest);
            into.add("0" + prefix + "/" + rest);
            into.add("0" + prefix + "-" + rest);
        }
    }
}
