package com.patientory.ehr.fhir;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads what is common to all search answers. */
final class Bundles {
    private Bundles() {}

    static String nextLink(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (Json.text(link, "relation").equals("next")) {
                return Json.text(link, "url");
            }
        }
        return "";
    }
}
