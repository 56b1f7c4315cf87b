package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.ehr.spi.MaskedCandidate;
import com.patientory.ehr.spi.PatientMatch;
import com.patientory.ehr.spi.PatientMatch.Grade;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.PatientRef;
import com.patientory.ehr.spi.PhoneNumber;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares one Patient resource with a query. Weights: identifier 60, birth date 25, family name 20, given name 15,
 * phone 15; the score is the weight that agreed in percent of the weight that could be compared. An outdated phone
 * counts half. A different birth date or identifier excludes.
 */
final class PatientScorer {
    static final int PROBABLE_FROM = 80;
    static final int POSSIBLE_FROM = 50;

    /** A longer one is no name of a person, and equals none. */
    private static final int NAME_MAX_CHARS = 1024;

    private final PatientQuery query;
    private final int callingCode;
    private final Instant now;

    PatientScorer(PatientQuery query, int callingCode, Instant now) {
        this.query = query;
        this.callingCode = callingCode;
        this.now = now;
    }

    PatientMatch score(JsonNode patient) {
        Tally tally = new Tally();
        identifier(patient, tally);
        birthDate(patient, tally);
        name(patient, tally);
        phone(patient, tally);
        int score = tally.excluded || tally.asked == 0 ? 0 : 100 * tally.agreed / tally.asked;
        boolean strong = query.identifier() != null || (query.name() != null && query.birthDate() != null);
        return new PatientMatch(PatientRef.of(Json.text(patient, "id")), grade(score, strong), score, mask(patient));
    }

    private static Grade grade(int score, boolean strong) {
        if (score == 100 && strong) {
            return Grade.CERTAIN;
        }
        if (score >= PROBABLE_FROM) {
            return Grade.PROBABLE;
        }
        return score >= POSSIBLE_FROM ? Grade.POSSIBLE : Grade.CERTAINLY_NOT;
    }

    private void identifier(JsonNode patient, Tally tally) {
        PatientQuery.Identifier asked = query.identifier();
        if (asked != null) {
            boolean found = false;
            for (JsonNode candidate : patient.path("identifier")) {
                found |= Json.text(candidate, "system").equals(asked.system())
                        && Json.text(candidate, "value").equals(asked.value());
            }
            tally.add(60, found ? 60 : 0);
            tally.excluded |= !found;
        }
    }

    private void birthDate(JsonNode patient, Tally tally) {
        String known = Json.text(patient, "birthDate");
        if (query.birthDate() != null) {
            boolean same = known.equals(query.birthDate().toString());
            tally.add(25, same ? 25 : 0);
            tally.excluded |= !same && known.length() == 10;
        }
    }

    private void name(JsonNode patient, Tally tally) {
        PatientQuery.Name asked = query.name();
        if (asked != null) {
            int family = 0;
            int given = 0;
            for (JsonNode name : patient.path("name")) {
                if (isSame(Json.text(name, "family"), asked.family())) {
                    family = 20;
                }
                for (JsonNode one : name.path("given")) {
                    if (isSame(one.asText(), asked.given())) {
                        given = 15;
                    }
                }
            }
            tally.add(35, family + given);
        }
    }

    private void phone(JsonNode patient, Tally tally) {
        PhoneNumber asked = query.phone();
        if (asked != null) {
            double best = 0;
            for (JsonNode contact : patient.path("telecom")) {
                if (isPhone(contact) && asked.equals(parsed(Json.text(contact, "value")))) {
                    best = Math.max(best, outdated(contact) ? 7.5 : 15);
                }
            }
            tally.add(15, best);
        }
    }

    private static boolean isPhone(JsonNode contact) {
        String system = Json.text(contact, "system");
        return system.equals("phone") || system.equals("sms") || system.isEmpty();
    }

    private boolean outdated(JsonNode contact) {
        return Json.text(contact, "use").equals("old")
                || Json.instant(Json.text(contact.path("period"), "end"))
                        .map(end -> end.isBefore(now))
                        .orElse(false);
    }

    private @Nullable PhoneNumber parsed(String text) {
        try {
            return PhoneNumber.parse(text, callingCode);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private MaskedCandidate mask(JsonNode patient) {
        JsonNode name = patient.path("name").path(0);
        String initials = initial(name.path("given").path(0).asText("")) + " " + initial(Json.text(name, "family"));
        PhoneNumber phone = query.phone();
        return new MaskedCandidate(initials.strip(), phone == null ? "" : phone.masked());
    }

    private static String initial(String name) {
        return name.isEmpty() ? "" : new String(Character.toChars(name.codePointAt(0))) + ".";
    }

    /** But for case, accents and punctuation; nothing is left of some texts, which are no names then. */
    private static boolean isSame(String known, String asked) {
        String folded = folded(asked);
        return !folded.isEmpty() && folded.equals(folded(known));
    }

    private static String folded(String name) {
        // Unicode's normal forms take time in the square of a run of combining marks: 5 s for 80,000.
        if (name.length() > NAME_MAX_CHARS) {
            return "";
        }
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("[\\p{M}\\p{P}\\s]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** What was asked and what agreed, in double weights so that halves stay whole. */
    private static final class Tally {
        private int asked;
        private int agreed;
        private boolean excluded;

        private void add(int weight, double agreeing) {
            asked += 2 * weight;
            agreed += (int) (2 * agreeing);
        }
    }
}
