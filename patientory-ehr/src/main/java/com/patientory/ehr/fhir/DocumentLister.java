package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.patientory.ehr.fhir.SiteClient.Question;
import com.patientory.ehr.spi.ChangePage;
import com.patientory.ehr.spi.Cursor;
import com.patientory.ehr.spi.EhrException;
import com.patientory.ehr.spi.EhrProtocolException;
import com.patientory.ehr.spi.EhrProtocolException.Violation;
import com.patientory.ehr.spi.EhrRefusedException;
import com.patientory.ehr.spi.PatientRef;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/** Lists a patient's DocumentReferences page by page, whole or since the newest change of the listing before. */
final class DocumentLister {
    private static final String TEMPLATE = "GET DocumentReference?patient=…";

    private final SiteClient client;
    private final JsonReader json;
    private final FhirSite site;
    private final Clock clock;

    DocumentLister(SiteClient client, JsonReader json, FhirSite site, Clock clock) {
        this.client = client;
        this.json = json;
        this.site = site;
        this.clock = clock;
    }

    ChangePage list(PatientRef patient, Cursor cursor) throws EhrException, InterruptedException {
        ListingState state = ListingState.parse(cursor);
        JsonNode bundle = state.between() ? first(patient, state) : fetch(state.link());
        DocumentPage page = DocumentPage.read(bundle, patient, site.base().toString());
        return turned(state, bundle, page);
    }

    private JsonNode first(PatientRef patient, ListingState state) throws EhrException, InterruptedException {
        String plain = "DocumentReference?patient=" + PatientQueries.value(patient.id()) + "&_count="
                + site.limits().pageEntries();
        String sorted = plain + "&_sort=_lastUpdated";
        if (state.hasBegin()) {
            sorted += "&_lastUpdated=ge" + state.begin().minus(site.timeouts().overlap());
        }
        try {
            return fetch(sorted);
        } catch (EhrRefusedException e) {
            // A site that knows neither sorting nor _lastUpdated still can list everything.
            if (e.status() == 400) {
                return fetch(plain);
            }
            throw e;
        }
    }

    private JsonNode fetch(String link) throws EhrException, InterruptedException {
        URI uri = client.address().resolve(link);
        return client.get(new Question(uri, JsonReader.FHIR_JSON, TEMPLATE), json::read);
    }

    private ChangePage turned(ListingState state, JsonNode bundle, DocumentPage page) throws EhrProtocolException {
        boolean firstPage = state.between();
        long expected = firstPage ? bundle.path("total").asLong(-1) : state.expected();
        ListingState after =
                new ListingState(state.begin(), newest(state, page), expected, state.seen() + page.matches(), "");
        if (!page.whole()) {
            // The rest is still listed; the listing as a whole no longer counts.
            after = after.incomplete();
        }
        String next = Bundles.nextLink(bundle);
        if (!next.isEmpty()) {
            // Checked now, so that a link that leaves the site fails the page that carries it.
            String resolved = client.address().resolve(next).toString();
            if (resolved.equals(state.link()) || resolved.length() > 7000) {
                throw new EhrProtocolException(Violation.PAGING_LOOP);
            }
            return new ChangePage(page.changes(), after.atPage(resolved).toCursor(), true, page.whole());
        }
        boolean all = after.seen() >= expected;
        ListingState end = all ? after.finished() : state.abandoned();
        return new ChangePage(page.changes(), end.toCursor(), false, all);
    }

    /** A change dated in the future must not push the cursor over those that come before it. */
    private Instant newest(ListingState state, DocumentPage page) {
        Instant newest = page.newest().isAfter(state.newest()) ? page.newest() : state.newest();
        Instant now = clock.instant();
        return newest.isAfter(now) ? now : newest;
    }
}
