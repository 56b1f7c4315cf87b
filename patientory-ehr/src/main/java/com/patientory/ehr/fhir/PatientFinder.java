package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.ehr.fhir.SiteClient.Question;
import com.patientory.ehr.spi.Capabilities.PatientSearch;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.PatientLookup;
import com.patientory.ehr.spi.PatientMatch;
import com.patientory.ehr.spi.PatientQuery;
import com.patientory.ehr.spi.UnsupportedQueryException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Searches by the strongest combination that query and site share, and decides on this side. */
final class PatientFinder {
    /** The runner-up must be this far behind. */
    private static final int MARGIN = 15;

    private static final int MAX_PAGES = 5;
    private static final int MAX_SHOWN = 10;

    private final SiteClient client;
    private final JsonReader json;
    private final int callingCode;
    private final Clock clock;

    PatientFinder(SiteClient client, JsonReader json, int callingCode, Clock clock) {
        this.client = client;
        this.json = json;
        this.callingCode = callingCode;
        this.clock = clock;
    }

    PatientLookup find(PatientQuery query, Set<PatientSearch> accepted) throws EhrException, InterruptedException {
        List<PatientSearch> plan = plan(query, accepted);
        if (plan.isEmpty()) {
            throw new UnsupportedQueryException(accepted);
        }
        for (PatientSearch search : plan) {
            Found found = search(PatientQueries.of(search, query));
            if (!found.patients.isEmpty()) {
                return decide(query, found);
            }
        }
        return new PatientLookup.NoMatch();
    }

    private static List<PatientSearch> plan(PatientQuery query, Set<PatientSearch> accepted) {
        List<PatientSearch> plan = new ArrayList<>();
        if (query.identifier() != null) {
            plan.add(PatientSearch.IDENTIFIER);
        }
        if (query.name() != null && query.birthDate() != null) {
            plan.add(PatientSearch.NAME_AND_BIRTH_DATE);
        }
        if (query.phone() != null) {
            plan.add(PatientSearch.PHONE);
        }
        plan.retainAll(accepted);
        return plan;
    }

    private record Found(Map<String, JsonNode> patients, boolean all) {}

    private Found search(String relative) throws EhrException, InterruptedException {
        Map<String, JsonNode> patients = new TreeMap<>();
        String link = relative;
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonNode bundle = client.get(
                    new Question(client.address().resolve(link), JsonReader.FHIR_JSON, "GET Patient?…"), json::read);
            if (!Json.is(bundle, "Bundle")) {
                throw new EhrProtocolException(Violation.MALFORMED);
            }
            for (JsonNode entry : bundle.path("entry")) {
                JsonNode resource = entry.path("resource");
                String id = Json.text(resource, "id");
                if (Json.is(resource, "Patient") && Json.isId(id) && isCurrent(resource)) {
                    patients.putIfAbsent(id, resource);
                }
            }
            String next = Bundles.nextLink(bundle);
            if (next.isEmpty()) {
                return new Found(patients, true);
            }
            link = next;
        }
        return new Found(patients, false);
    }

    private static boolean isCurrent(JsonNode patient) {
        boolean replaced = false;
        for (JsonNode link : patient.path("link")) {
            replaced |= Json.text(link, "type").equals("replaced-by");
        }
        return !replaced && patient.path("active").asBoolean(true);
    }

    private PatientLookup decide(PatientQuery query, Found found) {
        PatientScorer scorer = new PatientScorer(query, callingCode, clock.instant());
        List<PatientMatch> ranked = found.patients.values().stream()
                .map(scorer::score)
                .filter(m -> m.score() >= PatientScorer.POSSIBLE_FROM)
                .sorted(Comparator.comparingInt(PatientMatch::score)
                        .reversed()
                        .thenComparing(m -> m.patient().id()))
                .collect(Collectors.toList());
        if (ranked.isEmpty() || ranked.get(0).score() < PatientScorer.PROBABLE_FROM) {
            return new PatientLookup.NoMatch();
        }
        PatientMatch best = ranked.get(0);
        boolean alone = ranked.size() == 1 || best.score() - ranked.get(1).score() >= MARGIN;
        if (alone && found.all) {
            return new PatientLookup.Matched(best);
        }
        return new PatientLookup.Ambiguous(
                ranked.stream().limit(MAX_SHOWN).map(PatientMatch::masked).collect(Collectors.toList()));
    }
}
